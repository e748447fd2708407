import Model

extension Views {
  func control(_ query: ViewQuery) async throws -> ViewAnswer { throw ViewError.unavailable("x") }
  func changes(_ query: ViewQuery) async throws -> ViewAnswer { throw ViewError.unavailable("x") }
}
