import ArticleExtraction
import Model
import Testing

/// Readers' comments: sections of their own, however a page marks them up.
struct CommentTests {
  @Test(arguments: [
    """
    <div id="comments"><h3>Comments</h3>
    <div class="comment" id="comment-1"><span class="author">Ann</span> <time datetime="2024-03-02T10:00:00Z">10:00</time><p>I was there on Friday.</p></div>
    <div class="comment" id="comment-2"><span class="author">Ben</span> <time datetime="2024-03-02T11:00:00Z">11:00</time><p>They left at night.</p></div></div>
    """,
    """
    <section class="comments-area"><ol><li id="c1" class="comment"><div class="comment-meta"><b class="fn">Ann</b> <span class="says">says:</span>
    <time datetime="2024-03-02T10:00:00Z">10:00</time></div><div class="comment-content"><p>I was there on Friday.</p></div>
    <ol class="children"><li id="c2" class="comment"><div class="comment-meta"><b class="fn">Ben</b> <time datetime="2024-03-02T11:00:00Z">11:00</time></div>
    <div class="comment-content"><p>They left at night.</p></div><a href="#reply">Reply</a></li></ol></li></ol><p>Comments are closed.</p></section>
    """,
    """
    <script type="application/ld+json">{"@type":"Article","comment":[
    {"@type":"Comment","text":"I was there on Friday.","author":{"name":"Ann"},"dateCreated":"2024-03-02T10:00:00Z"},
    {"@type":"Comment","text":"They left at night.","author":{"name":"Ben"},"dateCreated":"2024-03-02T11:00:00Z"}]}</script>
    """,
  ])
  func `comments are read with their authors and times`(_ markup: String) throws {
    let article = try Checkout.article(Prose.page(after: markup))
    #expect(article.text == Prose.text)
    #expect(article.comments.map(\.author) == ["Ann", "Ben"])
    #expect(article.comments.map(\.text) == ["I was there on Friday.", "They left at night."])
    #expect(article.comments.map { $0.published?.rfc3339 } == ["2024-03-02T10:00:00Z", "2024-03-02T11:00:00Z"])
  }

  @Test func `comments longer than the article are not taken for it`() throws {
    let long = String(repeating: "I do not agree with this at all, and I shall tell you why, at length. ", count: 12)
    let comments = (1...30).map {
      "<div class=comment id=comment-\($0)><span class=author>Ann</span><p>\(long)</p></div>"
    }.joined()
    let article = try Checkout.article(Prose.page(after: "<div id=comments>\(comments)</div>"))
    #expect(article.text == Prose.text)
    #expect(article.comments.count == 30)
  }
}
