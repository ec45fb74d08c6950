// Calls of Linux that Glibc's module does not show. The C library's headers are left alone: a type that two modules have
// belongs to one of them.
#include <asm/unistd.h>

long syscall(long number, ...);
long llistxattr(const char *path, char *list, unsigned long size);

// A path that is not absolute begins at the working folder.
enum { linux_here = -100, linux_no_replace = 1, linux_exchange_both = 2 };

// Lets two folders change places; both stay on their file system.
static inline int linux_exchange(const char *a, const char *b) {
  return (int)syscall(__NR_renameat2, linux_here, a, linux_here, b, linux_exchange_both);
}

// Moves an entry of one folder to another where nothing stands.
static inline int linux_move_to_free(int from, const char *a, int to, const char *b) {
  return (int)syscall(__NR_renameat2, from, a, to, b, linux_no_replace);
}

// Writes everything of a file's file system to the disk.
static inline int linux_sync_file_system(int descriptor) {
  return (int)syscall(__NR_syncfs, descriptor);
}

// Whether a file or folder has attributes beside owner and mode, such as a list of who may do what.
static inline int linux_has_attributes(const char *path) {
  return llistxattr(path, 0, 0) > 0;
}
