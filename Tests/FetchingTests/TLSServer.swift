import Foundation
import Testing

/// HTTPS on loopback with certificates of an authority made for the occasion, by the `openssl` and `python3` commands.
final class TLSServer {
  enum Certificate: String, CaseIterable, Sendable {
    case good, wrongName = "wrong-name", expired, selfSigned = "self-signed"
  }

  let port: Int
  /// PEM file of the authority.
  let authority: String
  private let folder: URL
  private let process: Process

  /// Whether the commands are there.
  static let isAvailable = ["/usr/bin/openssl", "/usr/bin/python3"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  init(_ certificate: Certificate) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("salient-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    authority = folder.appendingPathComponent("ca.pem").path
    try TLSServer.run("/bin/sh", ["-ec", TLSServer.certificates, "sh", certificate.rawValue], in: folder)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", TLSServer.server]
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.split(separator: "\n").first ?? ""))
  }

  func stop() {
    // The child has inherited a mask that holds back SIGTERM.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // What is left in the temporary folder harms nobody.
    try? FileManager.default.removeItem(at: folder)
  }

  private static func run(_ path: String, _ arguments: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  /// Makes ca.pem, cert.pem and key.pem. `openssl ca` is needed for a certificate of the past.
  private static let certificates = """
    new='openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
    $new -x509 -days 2 -subj /CN=Test-Authority -keyout ca.key -out ca.pem
    name=127.0.0.1; start=20200101000000Z; end=20991231000000Z
    case $1 in wrong-name) name=127.0.0.9;; expired) end=20200201000000Z;; esac
    if [ $1 = self-signed ]; then
      $new -x509 -days 2 -subj /CN=alone -addext subjectAltName=IP:$name -keyout key.pem -out cert.pem
    else
      $new -subj /CN=server -keyout key.pem -out request.pem
      printf 'subjectAltName=IP:%s\\n' $name >extensions
      touch index; echo 01 >serial
      printf '[ca]\\ndatabase=index\\nserial=serial\\nnew_certs_dir=.\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' >ca.conf
      openssl ca -batch -config ca.conf -name ca -cert ca.pem -keyfile ca.key -in request.pem -out cert.pem \
        -extfile extensions -startdate $start -enddate $end
    fi
    """

  private static let server = """
    import http.server, ssl
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def do_GET(self):
            self.send_response(200)
            self.send_header('Content-Length', '5')
            self.end_headers()
            self.wfile.write(b'hello')
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain('cert.pem', 'key.pem')
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """
}
