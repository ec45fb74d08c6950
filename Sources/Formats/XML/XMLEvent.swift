/// A place in an XML file, 1-based, columns in Unicode scalars; the offset counts the bytes of the text as UTF-8.
package struct XMLPosition: Sendable, Hashable {
  package var line: Int
  package var column: Int
  package var offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// An attribute of an element, with its entities resolved.
package struct XMLAttribute: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// What an XML file says, in order.
///
/// White space between elements is not reported. Comments and processing instructions are left out, and the text
/// around them is one text. Names keep their prefix.
package enum XMLEvent: Sendable, Hashable {
  /// A start tag; the position is that of the byte just after its `>`.
  case start(String, [XMLAttribute], XMLPosition)
  /// Text that is not only white space, whole; the position is that of the byte after the tag before it.
  case text(String, XMLPosition)
  /// An end tag, or the end of an empty element; the position is that of the byte just after its `>`.
  case end(String, XMLPosition)
}

/// What an XML file may take at most.
package struct XMLLimits: Sendable {
  /// How deep elements may be nested.
  package var depth = 32
  /// How many attributes an element may have.
  package var attributes = 64
  /// How many bytes an attribute's value may have.
  package var attributeBytes = 64 << 10
  /// How many bytes a text may have.
  package var textBytes = 1 << 20

  package init() {}
}
