import Assessment
import Definitions
import FEEL
import Formats
import Pages
import Run
import SourceText
import Submissions
import Testing
import Trials
import Workspace

@testable import yanshou

/// The codes of every target, and the pages that explain them.
@Suite struct CodeTests {
  private static let targets: [any DiagnosticCode.Type] = [
    FormatsCode.self, FEELCode.self, DefinitionsCode.self, LintCode.self, SubmissionsCode.self,
    AssessmentCode.self, RunCode.self, WorkspaceCode.self, TrialsCode.self, CommandCode.self,
  ]

  private static func codes(of target: any DiagnosticCode.Type) -> [String] {
    func all(_ target: (some DiagnosticCode).Type) -> [String] {
      target.allCases.map(\.rawValue)
    }
    return all(target)
  }

  @Test func `every code has a page, and every page a code`() {
    let codes = Set(Self.targets.flatMap(Self.codes))
    #expect(codes.subtracting(DiagnosticPage.all.keys).sorted() == [])
    #expect(Set(DiagnosticPage.all.keys).subtracting(codes).sorted() == [])
  }

  @Test(arguments: targets.map { codes(of: $0) })
  func `the codes of a target stand in alphabetical order, in lower case with hyphens`(
    codes: [String]
  ) {
    #expect(codes == codes.sorted())
    #expect(codes.allSatisfy { $0.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil })
  }
}
