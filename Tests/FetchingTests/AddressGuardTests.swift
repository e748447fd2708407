import Model
import Testing

@testable import Fetching

@Suite struct AddressGuardTests {
  static let refused = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1",
    "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1",
    "192.0.0.192", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.175.48.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
    "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8", "100::1",
    "100:0:0:1::1",
    "2001::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1",
    "2002:a00:1::", "2002:7f00:1::1", "2620:4f:8000::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "febf::1", "fec0::1", "ff02::1", "ff0e::1",
  ]

  @Test(arguments: refused) func `an address that is not public is refused`(_ text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(try AddressGuard(.deny).refusal(of: address) != nil)
    #expect(try AddressGuard(.allow).refusal(of: address) == nil)
  }

  static let allowed = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
    "168.63.129.15", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255",
    "192.169.0.0", "198.17.255.255", "198.20.0.0", "203.0.112.1", "203.0.114.0", "223.255.255.255", "2606:4700::1111",
    "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:200::1",
    "2001:0:4136:e378:8000:63bf:f7f7:f7f7", "2400::1", "2620:4f:8001::1",
  ]

  @Test(arguments: allowed) func `a public address may be asked`(_ text: String) throws {
    #expect(try AddressGuard(.deny).refusal(of: #require(IPAddress(text))) == nil)
  }

  @Test func `listed networks are allowed, those alone, and inside IPv6 too`() throws {
    let guarded = try AddressGuard(.networks(["10.1.0.0/16", "fd12::/16", "127.0.0.1"]))
    for text in ["10.1.2.3", "fd12::1", "127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3", "8.8.8.8"] {
      #expect(guarded.refusal(of: try #require(IPAddress(text))) == nil, "\(text)")
    }
    for text in ["10.2.0.1", "fd13::1", "127.0.0.2", "::ffff:10.2.0.1", "169.254.169.254"] {
      #expect(guarded.refusal(of: try #require(IPAddress(text))) != nil, "\(text)")
    }
  }

  @Test(arguments: [
    "", "10", "10.0.0.0/", "10.0.0.0/33", "::/129", "a/8", "10.0.0.0/8/8", "10.0.0.0/-1", "fe80::1%eth0",
  ])
  func `what is no network is refused by name`(_ text: String) {
    #expect(throws: FetcherError.notANetwork(text)) { try AddressGuard(.networks([text])) }
  }

  @Test func `the tables are whole`() {
    #expect(
      SpecialNetworks.ipv4.count == 19 && SpecialNetworks.ipv6.count == 15 && SpecialNetworks.embedding.count == 5)
  }

  @Test func `loopback is not asked unless allowed, and the sentence says what to do`() async throws {
    try await withServer(settings { $0.privateAddresses = .deny }, answering: { $0.answer("200 OK") }) {
      server, fetcher in
      let failure = try await fetcher.fetch(FetchRequest(url: server.url("/"))).failure()
      #expect(failure.result == .connect && failure.word == "address")
      #expect(failure.description.contains("127.0.0.1, a loopback address"))
      #expect(failure.description.contains("fetching.private_addresses"))
      #expect(server.connections == 0)
    }
  }

  @Test(arguments: ["0x7f000001", "2130706433", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "localhost"])
  func `no spelling of loopback gets by`(_ host: String) async throws {
    try await withServer(settings { $0.privateAddresses = .deny }, answering: { $0.answer("200 OK") }) {
      server, fetcher in
      let outcome = await fetcher.fetch(FetchRequest(url: "http://\(host):\(server.port)/"))
      #expect(outcome.short == "connect address")
      #expect(server.connections == 0)
    }
  }

  /// DNS rebinding: the name is harmless, the address it leads to at the time of connecting is not.
  @Test func `a public name that leads home is refused, also after a redirect`() async throws {
    let server = TestServer { exchange in
      exchange.answer(
        "302 Go", ["Location: http://rebound.test:\(exchange.field("Host")?.split(separator: ":").last ?? "")/"])
    }
    defer { server.stop() }
    let transfers = try TransferSettings(
      settings { $0.privateAddresses = .networks(["127.0.0.1/32"]) }, userAgent: "x", authorities: nil,
      resolved: [("feeds.test:\(server.port)", "127.0.0.1"), ("rebound.test:\(server.port)", "127.0.0.2")])
    let fetcher = try Fetcher(transfers, connections: 8, bodyBytes: 1 << 20)
    let failure = try await fetcher.fetch(FetchRequest(url: "http://feeds.test:\(server.port)/")).failure()
    #expect(failure.word == "address" && failure.description.contains("rebound.test"))
    #expect(server.heads.count == 1)
    await fetcher.shutdown()
  }
}
