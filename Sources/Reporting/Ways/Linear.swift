import Definitions
import SourceText

extension Linear: WayWithEndsInWords {
  var between: Phrase { Phrase(zh: "按比例给分", en: "in proportion") }
}
