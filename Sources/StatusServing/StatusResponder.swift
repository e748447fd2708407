import Archiving
import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Model
import NIOCore
import Observing
import Publishing

/// Answers the requests of the status server: reads only, one function from request to response.
struct StatusResponder: Sendable {
  let sources: StatusSources
  /// What the report stream is read from.
  let fan: ReportFan
  /// Names under which a TCP listener is asked; nil for the socket, whose permissions guard it.
  let hosts: Set<String>?

  /// Answers a request; packs the body where the reader takes it packed.
  func respond(to request: Request) async throws -> Response {
    var response = try await unpacked(to: request)
    response.headers[.date] = HTTPDate.text(Date())
    return response
  }

  private func unpacked(to request: Request) async throws -> Response {
    do throws(ViewError) {
      try guardOrigin(of: request)
      guard request.method == .get || request.method == .head else {
        return try finish(
          Problem(.methodNotAllowed, "the status server only reads; \(request.method) is not answered"),
          [.allow: "GET, HEAD"])
      }
      let target = try Target(request.uri)
      return try await answer(target, request)
    } catch {
      return try Problem(error).response(securityHeaders)
    }
  }

  private func answer(_ target: Target, _ request: Request) async throws(ViewError) -> Response {
    if let file = sources.page.file(at: target.path) { return cached(file.body, file.contentType, request) }
    switch target.path {
    case "/", "/list": return try await page(request)
    case "/health/live": return try json(["status": "live"], request)
    case "/health/ready": return try await ready(request)
    case "/metrics": return await metrics(request)
    case "/reports/stream": return reportStream(target, request)
    case "/events/stream": return eventStream(target, request)
    default:
      let answer = try await sources.views.answer(target.path, ViewQuery(target.query))
      return cached(answer.body, answer.contentType, request)
    }
  }

  /// A browser is answered only when it came to us by our own name: another site's page, or a name that was bent to
  /// point here, gets nothing.
  private func guardOrigin(of request: Request) throws(ViewError) {
    guard let hosts else { return }
    guard let authority = request.head.authority, hosts.contains(authority.lowercased()) else {
      throw .badQuery("this server is asked as \(hosts.sorted().joined(separator: " or "))")
    }
    guard let origin = request.headers[.origin] else { return }
    guard hosts.contains(where: { "http://\($0)" == origin.lowercased() }) else {
      throw .badQuery("requests from pages of other sites are not answered")
    }
  }

  private func ready(_ request: Request) async throws(ViewError) -> Response {
    let checks = await sources.readiness()
    var response = try json(ReadinessDocument(checks: checks), request)
    if !checks.allSatisfy(\.ok) { response.status = .serviceUnavailable }
    return response
  }

  private func metrics(_ request: Request) async -> Response {
    await sources.refreshMetrics()
    let format = MetricsNegotiation.format(accept: request.headers[values: .accept])
    return answer(Array(sources.observer.metrics.text(format).utf8), format.contentType, request)
  }

  private func page(_ request: Request) async throws(ViewError) -> Response {
    let body = try await sources.views.page()
    return cached(body, "text/html; charset=utf-8", request)
  }

  private func json(_ document: some Encodable, _ request: Request) throws(ViewError) -> Response {
    do {
      return answer(try Documents.json(document), "application/json", request)
    } catch {
      throw .unavailable("the answer could not be written as JSON: \(error)")
    }
  }

  /// Answers 304 to a reader that holds these bytes already (RFC 9110 §13.1.2).
  private func cached(_ body: [UInt8], _ contentType: String, _ request: Request) -> Response {
    var tag = EntityTag.of(body)
    if isPacked(body, contentType, request) { tag = EntityTag.packed(tag) }
    guard EntityTag.matches(request.headers[values: .ifNoneMatch], tag) else {
      var response = answer(body, contentType, request)
      response.headers[.eTag] = tag
      response.headers[.cacheControl] = "no-cache"
      return response
    }
    var headers = headers(contentType)
    headers[.contentType] = nil
    headers[.eTag] = tag
    headers[.cacheControl] = "no-cache"
    return Response(status: .notModified, headers: headers)
  }

  private func answer(_ body: [UInt8], _ contentType: String, _ request: Request) -> Response {
    var headers = headers(contentType)
    var body = body
    if isPacked(body, contentType, request) {
      body = GzipBody.of(body)
      headers[.contentEncoding] = "gzip"
    }
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// Pictures are packed already, and a small body would only grow.
  private func isPacked(_ body: [UInt8], _ contentType: String, _ request: Request) -> Bool {
    body.count >= StatusLimits.packedBytesMin && !contentType.hasPrefix("image/png")
      && ContentCoding.takesGzip(acceptEncoding: request.headers[values: .acceptEncoding])
  }

  private func finish(_ problem: Problem, _ more: HTTPFields) throws(ViewError) -> Response {
    do {
      var headers = securityHeaders
      for field in more { headers.append(field) }
      return try problem.response(headers)
    } catch {
      throw .unavailable("the answer could not be written as JSON: \(error)")
    }
  }

  func headers(_ contentType: String) -> HTTPFields {
    var headers = securityHeaders
    headers[.contentType] = contentType
    headers[.vary] = "Accept, Accept-Encoding"
    return headers
  }

  /// Nothing that is shown may run, be framed, or be guessed to be of another type.
  private var securityHeaders: HTTPFields {
    [
      .xContentTypeOptions: "nosniff",
      .contentSecurityPolicy: "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ]
  }
}
