/// Why no fetcher could be made: the settings are wrong, or the system refused.
public enum FetcherError: Error, Equatable, CustomStringConvertible {
  /// `fetching.private_addresses` names something that is no network.
  case notANetwork(String)
  /// `fetching.proxy` has a scheme that is not spoken.
  case notAProxy(String)
  /// libcurl lacks something that is needed.
  case library(String)
  /// A call to the system failed.
  case system(call: String, errno: Int32)

  public var description: String {
    switch self {
    case .notANetwork(let text):
      "fetching.private_addresses: \"\(text)\" is not a network in CIDR notation, such as 10.0.0.0/8 or fd00::/8"
    case .notAProxy(let scheme):
      "fetching.proxy: \"\(scheme)\" is not a proxy that is spoken to; use http, https, socks5 or socks5h"
    case .library(let what):
      "libcurl: \(what)"
    case .system(let call, let errno):
      "\(call) failed with errno \(errno); raise the limit of open files or of threads"
    }
  }
}
