import TestSupport
import Testing

@testable import Submissions

/// Which texts are looked through for times at all.
struct TimeScannerTests {
  @Test func `names, words and numbers are not looked through for times`() {
    let names = (0..<20_000).filter { !(1_990...2_099).contains($0) }.map { "县\($0)" }
    #expect(names.filter { TimeScanner.mayFind(in: $0) } == [])
    for text in [
      "甲县", "许多", "未必", "3", "97.5%", "100,000", "330602", "200000县0", "20211", "待核实", "（其中）",
      "西湖区(本级)",
    ] {
      #expect(!TimeScanner.mayFind(in: text), "\(text)")
    }
  }

  @Test func `what is not looked through names no time`() {
    let words = [
      "年", "季", "季度", "月", "期", "上", "下", "去年", "前年", "明年", "上一期", "上个月", "第", "一", "十二", "二〇二一",
      "元", "至", "到", "-",
      "、", ".", "/", " ", "　", "0", "1", "3", "20", "21", "2021", "1989", "２０２１", "202103",
      "20210331", "民国", "fy", "q", "Q1",
      "H1", "may", "first quarter", "半", "半年", "上半年", "前三季度", "底", "末", "学年", "截至", "《", "》", "表",
      "县", "（", "）", "Ⅰ", "i",
    ]
    var random = SeededGenerator(seed: 14)
    var looked = 0
    for _ in 0..<20_000 {
      let text = (0..<random.whole(1...6)).map { _ in random.pick(words) }.joined()
      if TimeScanner.mayFind(in: text) {
        looked += 1
      } else {
        let scanner = TimeScanner(text)
        #expect(scanner.mentions().isEmpty && !TimeWords.isOfOtherTime(scanner.text), "\(text)")
      }
    }
    #expect((1_000..<19_000).contains(looked))
  }
}
