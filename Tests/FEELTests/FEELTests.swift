import Testing

@testable import FEEL
