internal import Glibc
import SourceText

/// The system's error numbers in words.
enum SystemError {
  /// Why something could not be read or written; a number that has no words here is given as it is.
  static func reason(_ number: Int32) -> Phrase {
    switch number {
    case EIO: Phrase(zh: "磁盘或网络盘读写出错", en: "the disk or network drive failed")
    case ENOMEM: Phrase(zh: "内存不足", en: "there is not enough memory")
    case EMFILE, ENFILE: Phrase(zh: "同时打开的文件太多", en: "too many files are open")
    case EUCLEAN, EBADMSG, ENOTUNIQ:
      Phrase(zh: "磁盘上的数据损坏", en: "what is on the disk is damaged")
    case ENOMEDIUM, EMEDIUMTYPE: Phrase(zh: "驱动器里没有盘", en: "there is no disk in the drive")
    case EREMOTEIO: Phrase(zh: "磁盘或网络盘读写出错", en: "the disk or network drive failed")
    case ENAMETOOLONG: Phrase(zh: "文件名或路径太长", en: "the name or path is too long")
    case ELOOP: Phrase(zh: "链接绕成了圈", en: "links lead in a circle")
    case EBUSY, ETXTBSY, EAGAIN, EDEADLK, ENOLCK:
      Phrase(zh: "正被别的程序占用", en: "another program is using it")
    case ENXIO, ENODEV: Phrase(zh: "它不是可以读写的文件", en: "it is no file that can be read or written")
    case ENOSYS, EOPNOTSUPP, ENOTTY, EXDEV:
      Phrase(zh: "这个盘不支持这种操作", en: "this disk cannot do it")
    case EMLINK: Phrase(zh: "文件夹里的子文件夹太多", en: "the folder has too many folders in it")
    case EOVERFLOW: Phrase(zh: "文件太大，系统读不了", en: "the file is too large for the system")
    case EINTR, ECANCELED: Phrase(zh: "被中断", en: "it was interrupted")
    case EPIPE: Phrase(zh: "接收的一方已经关闭", en: "the other side has closed it")
    case ENOTDIR: Phrase(zh: "路径中有一段不是文件夹", en: "a part of the path is no folder")
    case EISDIR, ENOTEMPTY: Phrase(zh: "那里是文件夹", en: "a folder is there")
    case ENOKEY, EKEYEXPIRED, EKEYREVOKED, EKEYREJECTED:
      Phrase(zh: "加密的文件夹没有解锁", en: "the folder is encrypted and locked")
    case EINVAL, EILSEQ:
      Phrase(zh: "文件名里有系统不接受的字符", en: "the name has characters that the system does not take")
    case ESTALE, ENOTCONN, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ENETDOWN, ENETUNREACH, ECONNRESET,
      ECONNREFUSED, ECONNABORTED, ESHUTDOWN, ENOLINK, ECOMM, EPROTO:
      Phrase(zh: "网络盘断开了", en: "the network drive is not connected")
    case EFBIG:
      Phrase(zh: "文件超过了系统允许的大小", en: "the file is larger than the system allows")
    case ENOSPC, EDQUOT: Phrase(zh: "磁盘已满", en: "the disk is full")
    case EACCES, EPERM, EROFS: Phrase(zh: "没有写入的权限", en: "it may not be written")
    case EEXIST: Phrase(zh: "那里已有别的文件", en: "another file is there")
    case ENOENT: Phrase(zh: "找不到它所在的文件夹", en: "its folder does not exist")
    default:
      Phrase(zh: "系统没有说明原因（错误号 \(number)）", en: "the system gives the error number \(number)")
    }
  }
}
