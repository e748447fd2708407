import Model

/// How Salient names itself to servers and to robots.txt.
public enum UserAgent {
  /// The product token that robots.txt groups are matched against (RFC 9309 §2.2.1).
  public static let product = "Salient"

  /// `Salient/0.1.0 (+mailto:desk@example.org)`.
  public static func string(contact: String?) -> String {
    contact.map { "\(product)/\(Version.string) (+\($0))" } ?? "\(product)/\(Version.string)"
  }
}
