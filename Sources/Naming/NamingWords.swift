/// The words around names, read from the language's word list (`etc/language/<code>/naming.txt`).
public struct NamingWords: Sendable {
  public init(lists: [TableText]) throws(NamingTableError) {}
}
