import ControlTracking
import Model

/// What `/health/ready` says.
public struct ReadinessDocument: Codable, Sendable, Equatable {
  /// `ready` or `not ready`.
  public let status: String
  public let checks: [HealthCheck]

  public init(checks: [HealthCheck]) {
    status = checks.allSatisfy(\.ok) ? "ready" : "not ready"
    self.checks = checks
  }
}

/// The interface of the status socket, told by the code that serves it.
public enum InterfaceDocuments {
  /// The JSON Schema (draft 2020-12) of a report as it leaves the house.
  public static func reportSchema() throws -> JSONNode {
    let reader = SchemaReader(base: "#/$defs/")
    _ = try reader.schema(of: ReportDocument.self)
    var components = reader.components
    let report = components.removeValue(forKey: "ReportDocument") ?? [:]
    return report.with("$schema", "https://json-schema.org/draft/2020-12/schema").with(
      "title", "Report of territorial change"
    )
    .with("$defs", .object(components))
  }

  /// OpenAPI 3.1 of every path.
  public static func openAPI() throws -> JSONNode {
    let reader = SchemaReader(base: "#/components/schemas/")
    var paths: [String: JSONNode] = [:]
    for route in Route.all { paths[route.path] = ["get": try operation(route, reader)] }
    var components = reader.components
    components["Problem"] = [
      "type": "object", "required": ["title", "status", "detail"],
      "properties": ["title": ["type": "string"], "status": ["type": "integer"], "detail": ["type": "string"]],
    ]
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Salient's status socket", "version": .text(Version.string),
        "description": "Reads only. HTTP over a Unix socket and, where configured, over a loopback address.",
        "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]],
      "paths": .object(paths), "components": ["schemas": .object(components)],
    ]
  }

  private static func operation(_ route: Route, _ reader: SchemaReader) throws -> JSONNode {
    var content: [String: JSONNode] = [:]
    for answer in route.answers { content[answer.type] = ["schema": try answer.schema(reader)] }
    var responses: [String: JSONNode] = [
      "200": ["description": .text(route.summary), "content": .object(content)],
      "400": problem("The request makes no sense; `detail` says what would."),
      "503": route.path == "/health/ready"
        ? ["description": "Not ready.", "content": .object(content)] : problem("The catalogue cannot answer now."),
    ]
    if !route.isStream { responses["304"] = ["description": "The reader holds this answer already."] }
    for status in route.problems { responses["\(status)"] = problem("There is no such thing.") }
    var operation: [String: JSONNode] = [
      "summary": .text(route.summary), "operationId": .text(identifier(route.path)), "responses": .object(responses),
    ]
    if !route.parameters.isEmpty { operation["parameters"] = .list(route.parameters.map(parameter)) }
    return .object(operation)
  }

  private static func parameter(_ parameter: Route.Parameter) -> JSONNode {
    [
      "name": .text(parameter.name), "in": parameter.isInPath ? "path" : "query",
      "required": .flag(parameter.isRequired), "description": .text(parameter.about), "schema": parameter.schema,
    ]
  }

  private static func problem(_ about: String) -> JSONNode {
    [
      "description": .text(about),
      "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]
  }

  private static func identifier(_ path: String) -> String {
    let words = path.split { !$0.isLetter }
    return words.isEmpty ? "page" : words.joined(separator: "_")
  }

  /// The page of the documentation: every path with its parameters.
  public static func page() -> String {
    var text = """
      # Paths of the status socket

      What each path answers and takes; [status-socket.md](status-socket.md) tells the rest. The same as OpenAPI 3.1 is served at
      `/openapi.json`, the schema of a report at `/schemas/report.json`. A parameter that a path does not know is refused.

      This page is written by `make docs` from the code.

      """
    for route in Route.all {
      text += "\n## `\(route.path)`\n\n\(route.summary)\n"
      text += "Answers \(route.answers.map { "`\($0.type)`" }.joined(separator: ", ")).\n"
      guard !route.parameters.isEmpty else { continue }
      text += "\n| parameter | |\n| --- | --- |\n"
      for parameter in route.parameters {
        let needed = parameter.isRequired ? "; needed" : ""
        text += "| `\(parameter.name)` | \(parameter.about)\(needed) |\n"
      }
    }
    return text
  }
}
