import HTTPTypes
import HummingbirdCore
import NIOCore
import Publishing

/// An error as a problem document (RFC 9457).
struct Problem: Encodable {
  let title: String
  let status: Int
  let detail: String

  init(_ status: HTTPResponse.Status, _ detail: String) {
    title = status.reasonPhrase
    self.status = status.code
    self.detail = detail
  }

  init(_ error: ViewError) {
    switch error {
    case .badQuery(let detail): self.init(.badRequest, detail)
    case .notFound(let detail): self.init(.notFound, detail)
    case .unavailable(let detail): self.init(.serviceUnavailable, detail)
    }
  }

  func response(_ headers: HTTPFields = [:]) throws -> Response {
    var headers = headers
    headers[.contentType] = "application/problem+json"
    let body = try Documents.json(self)
    return Response(
      status: HTTPResponse.Status(code: status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    )
  }
}
