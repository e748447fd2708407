import Markup
import Testing

// The examples of RFC 3986 §5.4.
@Test(arguments: [
  ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
  ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
  ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"),
  (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
  ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
  ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./g/.", "http://a/b/c/g/"),
  ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"),
  ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
])
func `references resolve as RFC 3986 says`(reference: String, url: String) {
  #expect(URLReference.resolve(reference, against: "http://a/b/c/d;p?q") == url)
}

@Test func `without an absolute base a reference stays as it is`() {
  #expect(URLReference.resolve("x/y", against: nil) == "x/y")
  #expect(URLReference.resolve("x/y", against: "a/b") == "x/y")
  #expect(URLReference.resolve(" http://E.org/%7Ea ", against: "http://b/") == "http://E.org/%7Ea")
}
