import Markup
import Testing

private let structure = XMLMender.Structure(siblings: ["item"], roots: ["rss"])

private func mended(_ text: String) -> String {
  String(decoding: XMLMender.mend(Array(text.utf8), structure: structure).output, as: UTF8.self)
}

@Test(arguments: [
  ("<a>x & y</a>", "<a>x &amp; y</a>"), ("<a>&amp;&#38;&#xZ;</a>", "<a>&amp;&#38;&amp;#xZ;</a>"),
  ("<a>1 < 2</a>", "<a>1 &lt; 2</a>"), ("<a><b>x</a>", "<a><b>x</b></a>"), ("<a>x</b></a>", "<a>x</a>"),
  ("<a b=c d>x</a>", "<a b=\"c\" d=\"d\">x</a>"), ("<a b='\"'/>", "<a b=\"&quot;\"/>"),
  ("<a b=\"1\" b=\"2\"/>", "<a b=\"1\"/>"), ("<a><![CDATA[<x> & ]]></a>", "<a>&lt;x&gt; &amp; </a>"),
  ("<a>]]></a>", "<a>]]&gt;</a>"), ("<Title>x</title>", "<Title>x</Title>"),
  ("<rss><item>1<item>2</rss>", "<rss><item>1</item><item>2</item></rss>"), ("<a>x<br>y</a>", "<a>x<br/>y</a>"),
  ("junk <x> <rss>y</rss>", "<rss>y</rss>"), ("<a>x</a><b>", "<a>x</a>"), ("<a>&#X41;</a>", "<a>&#x41;</a>"),
])
func `text is mended to be well-formed`(text: String, result: String) {
  #expect(mended(text) == result)
}

@Test func `an end that comes too soon is told, and elements stay open`() {
  let mender = XMLMender.mend(Array("<a><b>x".utf8), structure: structure)
  #expect(mender.isCut)
  #expect(String(decoding: mender.output, as: UTF8.self) == "<a><b>x")
}

@Test func `repairs name their line and column`() {
  let mender = XMLMender.mend(Array("<a>\n  x & y\n</b></a>".utf8), structure: structure)
  #expect(mender.repairs.map(\.line) == [2, 3])
  #expect(mender.repairs.map(\.column) == [5, 1])
}
