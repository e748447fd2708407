import Markup
import Testing

/// The flat tree of a page.
struct HTMLTreeTests {
  /// A tree as nested brackets: `p(one b(two))`.
  private func drawn(_ tree: HTMLTree, _ node: Int = 0) -> String {
    let entry = tree.nodes[node]
    guard entry.tag != .text else { return String(decoding: tree.bytes[tree.textRange(node)], as: UTF8.self) }
    return "\(entry.tag.name)(" + tree.children(node).map { drawn(tree, $0) }.joined(separator: " ") + ")"
  }

  private func body(_ html: String) -> String {
    let tree = HTMLTree(parsing: Array("<body>\(html)</body>".utf8))
    return tree.first(.body).map { drawn(tree, $0) } ?? ""
  }

  @Test(arguments: [
    ("<p>one<p>two", "body(p(one) p(two))"), ("<ul><li>one<li>two</ul>", "body(ul(li(one) li(two)))"),
    ("<div>a<b>b</b>c</div>", "body(div(a b(b) c))"), ("<p>a<br>b<img src=x>c</p>", "body(p(a br() b img() c))"),
    ("<p>&lt;b&gt; &eacute; &#8217;</p>", "body(p(<b> é ’))"),
    ("<section><article>x</article></section>", "body(section(article(x)))"),
    ("</i><p>x</b></p>", "body(p(x))"), ("<div><p>x</div>y", "body(div(p(x)) y)"),
  ])
  func `elements nest as HTML says`(_ html: String, _ tree: String) { #expect(body(html) == tree) }

  @Test(arguments: [
    ("<p>a<script>if (a < b) { x = '<p>no</p>' }</script>b</p>", "body(p(a script() b))"),
    ("<style>p > a { content: '<p>' }</style><p>a</p>", "body(style() p(a))"),
    ("<p>a<!-- <p>no</p> -->b</p>", "body(p(ab))"),
    ("<p>a<!-->b</p>", "body(p(ab))"), ("<p>a<!-- never ends <b>b</b></p>", "body(p(a never ends  b(b)))"),
    (#"<p title="<script>">a</p><p>b</p>"#, "body(p(a) p(b))"), (#"<p title='<!--'>a</p><p>b</p>"#, "body(p(a) p(b))"),
    ("<SCRIPT>no</SCRIPT\n><p>a</p>", "body(script() p(a))"), ("<scripture>a</scripture>", "body((a))"),
    ("<p>a</p><script>never ends <p>no</p>", "body(p(a) script())"),
  ])
  func `scripts, styles and comments leave no text`(_ html: String, _ tree: String) {
    #expect(body(html).replacing("other", with: "") == tree)
  }

  @Test func `scripts that carry data are kept`() throws {
    let tree = HTMLTree(parsing: Array(#"<script type="application/ld+json">{"a":"<p>"}</script><p>x</p>"#.utf8))
    let script = try #require(tree.first(.script))
    #expect(tree.rawText(script) == #"{"a":"<p>"}"#)
    #expect(tree.attribute(script, .type) == "application/ld+json")
  }

  @Test func `attributes that are read are kept, others are not`() throws {
    let tree = HTMLTree(parsing: Array(#"<p class="a &amp; b" onclick="x()" aria-hidden=true lang>t</p>"#.utf8))
    let paragraph = try #require(tree.first(.p))
    #expect(tree.attribute(paragraph, .class) == "a & b")
    #expect(tree.attribute(paragraph, .ariaHidden) == "true")
    #expect(tree.attribute(paragraph, .lang)?.isEmpty == true)
    #expect(!tree.has(paragraph, .href))
    #expect(!String(decoding: tree.bytes, as: UTF8.self).contains("x()"))
  }

  @Test func `a node's descendants are the nodes up to its end`() {
    let tree = HTMLTree(parsing: Array("<div><p>a<b>b</b></p><ul><li>c</ul></div>".utf8))
    for node in 0..<tree.count {
      for inner in (node + 1)..<max(node + 1, Int(tree.nodes[node].end)) {
        #expect(Int(tree.nodes[inner].parent) >= node)
        #expect(tree.nodes[inner].end <= tree.nodes[node].end)
      }
    }
  }

  @Test func `nesting beyond the limit is flattened, and said`() {
    let depth = HTMLTreeLimits.depthMax * 4
    let tree = HTMLTree(parsing: Array((String(repeating: "<div>", count: depth) + "deep").utf8))
    #expect(tree.omissions == .depth)
    #expect(tree.count <= HTMLTreeLimits.depthMax + 1)
    #expect(tree.rawText(0) == "deep")
  }

  @Test func `an attribute beyond the limit is left out, and said`() throws {
    let long = String(repeating: "x", count: HTMLTreeLimits.attributeBytesMax + 1)
    let tree = HTMLTree(parsing: Array("<p class=\(long) id=a>t</p>".utf8))
    let paragraph = try #require(tree.first(.p))
    #expect(tree.omissions == .attributes)
    #expect(!tree.has(paragraph, .class))
    #expect(tree.attribute(paragraph, .id) == "a")
  }

  @Test func `badly nested tags end the reading before they take long`() {
    let html = String(repeating: "<b>", count: 60_000) + String(repeating: "</i>", count: 60_000)
    #expect(HTMLTree(parsing: Array(html.utf8)).omissions.contains(.work))
  }

  @Test(arguments: [
    "", "<", "<!", "<!-", "<!--", "<a", "<a b=", "<a b='", "</", "&", "&#", "<script", "<script>", "<style/",
    "\u{FFFD}",
  ])
  func `any bytes give a tree`(_ html: String) {
    let tree = HTMLTree(parsing: Array(html.utf8))
    #expect(tree.nodes.allSatisfy { Int($0.end) <= tree.count })
  }
}
