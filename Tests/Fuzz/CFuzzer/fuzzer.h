#include <stddef.h>
#include <stdint.h>

// The driver of libFuzzer, which comes with the compiler and has no header.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*read)(const uint8_t *bytes, size_t count));
