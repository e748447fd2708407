import Model

/// Says which addresses may be connected to, once the name has been resolved: a public name that leads to a private
/// address (by mistake, or by DNS rebinding) is refused at the moment of connecting.
struct AddressGuard: Sendable {
  private let allowsAll: Bool
  private let allowed: [IPNetwork]

  init(_ setting: PrivateAddresses) throws(FetcherError) {
    var networks: [IPNetwork] = []
    if case .networks(let texts) = setting {
      for text in texts {
        guard let network = IPNetwork(text) else { throw .notANetwork(text) }
        networks.append(network)
      }
    }
    allowsAll = setting == .allow
    allowed = networks
  }

  /// - Returns: what the address is for when it may not be asked; nil when it may.
  func refusal(of address: IPAddress) -> String? {
    guard !allowsAll, !allowed.contains(where: { $0.contains(address) }) else { return nil }
    if address.isIPv4 { return SpecialNetworks.ipv4.first { $0.network.contains(address) }?.use }
    for (entry, offset, inverted) in SpecialNetworks.embedding where entry.network.contains(address) {
      let inner = address.bytes[offset..<offset + 4].map { inverted ? ~$0 : $0 }
      return refusal(of: IPAddress(bytes: inner)).map { "\(entry.use) of a \($0)" }
    }
    return SpecialNetworks.ipv6.first { $0.network.contains(address) }?.use
  }
}
