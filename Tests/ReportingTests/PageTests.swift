import Definitions
import Foundation
import SourceText
import Testing

@testable import Reporting

@Test func `text and attributes cannot bring markup into a page`() {
  let hostile = #"<script>alert("x")</script> & 'y' "z""#
  let bytes = HTML.fragment { html in
    html.element(.p, .title(hostile), .id(hostile), .href(.file(["..", hostile])), text: hostile)
  }
  let text = String(decoding: bytes, as: UTF8.self)
  #expect(!text.contains("<script"))
  #expect(text.contains("&lt;script&gt;alert(\"x\")&lt;/script&gt; &amp;"))
  #expect(text.contains(#"title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; 'y' "#))
  #expect(text.contains(#"href="../%3Cscript%3Ealert"#))
}

@Test func `hostile names of units and titles stay text in every page`() async throws {
  var fixture = try Fixture([
    ("33<1>", "甲<img src=x onerror=alert(1)>区", ["方案印发": "是"]), ("..", "乙\"区", ["方案印发": "否"]),
  ])
  fixture.set.title = "</title><script>alert(1)</script>"
  fixture.set.requirements[0].title = "<b>粗</b>&amp;"
  let texts = try await fixture.written([.html])
  #expect(
    texts.keys.sorted() == ["index.html", "run.json", "units/%2E..html", "units/33%3C1%3E.html"])
  for (name, text) in texts where name.hasSuffix(".html") {
    #expect(!text.contains("<img") && !text.contains("<script") && !text.contains("<b>"))
    #expect(text.contains("&lt;script&gt;"))
  }
  #expect(texts["index.html"]?.contains(#"href="units/33%253C1%253E.html""#) == true)
}

@Test func `the style sheet and the classes of pages are in step`() {
  let css = "\(Stylesheet.text)".replacing(/\/\*.*?\*\//, with: "")
  let used = Set(css.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
  let known = Set(Class.allCases.map(\.rawValue))
  #expect(used.subtracting(known) == [])
  #expect(known.subtracting(used) == [])
}

@Test(arguments: Language.allCases)
func `every page is complete, in its language, and every element is closed`(
  language: Language
) async throws {
  var fixture = try Fixture.six()
  fixture.language = language
  let texts = try await fixture.written([.html])
  #expect(texts.keys.count { $0.hasPrefix("units/") } == 6)
  for (name, text) in texts where name.hasSuffix(".html") {
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.tag)\">"))
    #expect(!text.contains("http"), "\(name) asks for something from elsewhere")
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([a-zA-Z0-9]+)[^>]*>/) {
      if ["meta", "input", "br"].contains(match.2) { continue }
      if match.1.isEmpty {
        open.append(match.2)
      } else {
        #expect(open.popLast() == match.2, "in \(name)")
      }
    }
    #expect(open.isEmpty)
    // Every drawing has a text beside it that says the same, and says so.
    #expect(text.matches(of: /<svg(?![^>]*aria-hidden)/).isEmpty)
  }
}

@Test(arguments: Language.allCases)
func `the pages of the small set are as expected`(language: Language) async throws {
  var fixture = try Fixture.six()
  fixture.language = language
  let texts = try await fixture.written([.html])
  for name in ["index.html", "units/990603.html", "units/990624.html"] {
    let text = try #require(texts[name])
    // The style sheet is the same in all of them and would hide what differs.
    try Golden.check(
      text.replacing("\(Stylesheet.text)", with: "…"), "small/\(language.rawValue)/\(name)")
  }
}

@Test func `of many units the heat map has a row each`() async throws {
  let units = (0..<30).map { index in
    (
      code: "33\(1000 + index)", name: "第\(index)区",
      values: ["方案印发": index % 2 == 0 ? "是" : "否"] as [String: String]?
    )
  }
  let text = try #require(try await Fixture(units).written([.html])["index.html"])
  #expect(text.contains("<th scope=\"col\" title=\"组织领导\">T01</th>"))
}
