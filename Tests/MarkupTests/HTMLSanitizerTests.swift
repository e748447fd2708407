import Markup
import Testing

@Test(arguments: [
  ("<p>a <b>b</b></p>", "<p>a <b>b</b></p>"),
  ("a<script>alert(1)</script>b", "ab"),
  ("<style>p{}</style><applet><b>x</b></applet>y", "y"),
  ("<iframe src=\"http://e.org\">text</iframe>", "text"),
  ("<a href=\"javascript:x()\" onclick=\"y()\">t</a>", "<a>t</a>"),
  ("<a href=\" java\nscript&#58;x()\">t</a>", "<a>t</a>"),
  ("<a href=\"&#x6A;avascript:x\">t</a>", "<a>t</a>"),
  ("<img src=\"data:image/png;base64,AA\">", "<img src=\"data:image/png;base64,AA\">"),
  ("<img src=\"data:image/svg+xml,x\">", "<img>"),
  ("<a href=\"data:text/html,x\">t</a>", "<a>t</a>"),
  ("<a href=x.html>t</a>", "<a href=\"http://e.org/d/x.html\">t</a>"),
  ("<p style=\"color: red; background: url(x); position: absolute\">t</p>", "<p style=\"color: red;\">t</p>"),
  ("<p style=\"width: exp/**/ression(x)\">t</p>", "<p>t</p>"),
  ("<p style=\"width: \\65xpression(x)\">t</p>", "<p>t</p>"),
  ("<b>a", "<b>a</b>"),
  ("a</b></div>c", "ac"),
  ("<b><i>a</b>c", "<b><i>a</i></b>c"),
  ("<p>a<p>b", "<p>a<p>b"),
  ("1 < 2 & 3 &amp; 4", "1 &lt; 2 &amp; 3 &amp; 4"),
  ("a <b", "a &lt;b"),
  ("<![CDATA[a <b> c]]>", "a &lt;b&gt; c"),
  ("a<!-- <script>x</script> -->b", "ab"),
  ("sa<!-- never ended >fe", "safe"),
  ("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)"),
  ("<a title='\"><script>x'>t</a>", "<a title=\"&quot;&gt;&lt;script&gt;x\">t</a>"),
  ("<img srcset=\"a.png 1x, javascript:x 2x\">", "<img srcset=\"http://e.org/d/a.png 1x\">"),
  ("<form action=\"http://e.org\"><input name=\"a\">t</form>", "t"),
])
func `what could do harm goes, what is text stays`(fragment: String, safe: String) {
  #expect(HTMLSanitizer.safeHTML(fragment, base: "http://e.org/d/") == safe)
}

@Test func `sanitising what is sanitised changes nothing`() {
  for fragment in ["<p>a &amp; <a href=\"http://e.org/?a=1&amp;b=2\">b</a> &lt;i&gt;</p>", "<ul><li>a<li>b</ul>"] {
    let once = HTMLSanitizer.safeHTML(fragment, base: nil)
    #expect(HTMLSanitizer.safeHTML(once, base: nil) == once)
  }
}

@Test(arguments: [
  ("<p>a</p><p>b</p>", "a b"), ("a<b>b</b>c", "abc"), ("<b>a</b>\n\t <i>b</i>", "a b"), ("a<br>b", "a b"),
  ("a<script>x</script>b", "ab"), ("AT&T &copy; &notanentity; &#8212; &#150;", "AT&T © ¬anentity; — –"),
  ("1 < 2", "1 < 2"), ("a&nbsp;b", "a\u{A0}b"), ("  \u{B}a  ", "a"), ("&lt;b&gt;", "<b>"),
])
func `text is what a person reads`(fragment: String, text: String) {
  #expect(HTMLText.plain(fragment) == text)
}

@Test(arguments: [
  ("<h1>T</h1><p>a b</p><p>c<br>d</p>", "T\n\na b\n\nc\nd"), ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
  ("a<br><br>b", "a\n\nb"), ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
  ("<pre>a\nb</pre>", "a\nb"), ("<div>\n <div> a </div>\n</div>", "a"),
])
func `paragraphs are parted by blank lines`(fragment: String, text: String) {
  #expect(HTMLText.paragraphs(fragment) == text)
}

@Test(arguments: [
  "<img srcset=\"a \u{0}\">", "<img srcset=\"a\n\u{301}x, \u{301}b 2x\">", "<img srcset=\" , \u{1} 2x\">",
  "<p style=\"font: a/\\2a b; color: red\">x</p>", "<p style=\"font: a//**/* b; color: red\">x</p>",
  "<a href=\"java\u{0}script:x\">x</a>", "<a href=\"ht\u{0}tp://e.org/\">x</a>", "<p title=\"a\u{0}b\">&am\u{0}p;</p>",
])
func `what was made safe is the same when it is made safe again`(fragment: String) {
  for base in ["http://example.com/a/b", nil] {
    let safe = HTMLSanitizer.safeHTML(fragment, base: base)
    #expect(HTMLSanitizer.safeHTML(safe, base: nil) == safe)
    #expect(!safe.utf8.contains(0))
  }
}
