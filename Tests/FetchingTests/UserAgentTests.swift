import Fetching
import Testing

@Test func `the User-Agent carries the contact`() {
  #expect(UserAgent.string(contact: "mailto:desk@example.org").hasSuffix(" (+mailto:desk@example.org)"))
}
