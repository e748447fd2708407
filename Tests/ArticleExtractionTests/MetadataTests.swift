import ArticleExtraction
import Foundation
import Model
import Testing

/// Which declaration is believed.
struct MetadataTests {
  private func article(_ head: String, above: String = "", url: String? = nil) throws -> ExtractedArticle {
    try Checkout.article(Prose.page(head: head, above: above), url: url)
  }

  @Test func `the heading that a declaration confirms is the title, without the site's name`() throws {
    let found = try article(#"<meta property="og:title" content="Army enters town - The Example">"#)
    #expect(found.title == "Army enters town")
    #expect(found.provenance["title"] == "heading")
    #expect(found.siteName == "The Example")
  }

  @Test func `without a heading JSON-LD outranks OpenGraph, and that the title element`() throws {
    let body = "<body>\(Prose.paragraphs)</body>"
    let element = "<title>Of towns and armies | The Example</title>"
    let graph = #"<meta property="og:title" content="Army in town">"#
    let linked =
      #"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Army enters &quot;town&quot;"}</script>"#
    #expect(try Checkout.article(element + graph + linked + body).title == "Army enters \"town\"")
    #expect(try Checkout.article(element + graph + body).title == "Army in town")
    #expect(try Checkout.article(element + body).title == "Of towns and armies")
  }

  @Test(arguments: [
    (
      #"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Jane Doe"},{"name":"John Roe"}]}</script>"#,
      ["Jane Doe", "John Roe"]
    ),
    (
      #"<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"x:j","name":"Jane Doe"},{"@type":"Article","author":{"@id":"x:j"}}]}</script>"#,
      ["Jane Doe"]
    ),
    (#"<meta name="author" content="By Jane Doe and John Roe">"#, ["Jane Doe", "John Roe"]),
    (
      #"<meta name="author" content="https://social.example/jane"><a rel="author" href="/jane">Jane Doe</a>"#,
      ["Jane Doe"]
    ),
    (
      #"<meta property="og:site_name" content="The Example"><meta name="author" content="The Example"><span itemprop="author"><b itemprop="name">Jane Doe</b></span>"#,
      ["Jane Doe"]
    ),
    (#"<div class="byline">By Jane Doe | March 2, 2024</div>"#, ["Jane Doe"]),
    (#"<div class="byline">By Jane Doe on Saturday, March 2nd, 2024</div>"#, ["Jane Doe"]),
    (
      #"<div class="byline"><div>By Jane Doe and John Roe</div><div>March 2, 2024</div></div>"#,
      ["Jane Doe", "John Roe"]
    ),
  ])
  func `authors are people's names`(_ head: String, _ authors: [String]) throws {
    #expect(try article("", above: head).authors == authors)
  }

  @Test(arguments: [
    (#"<meta property="article:published_time" content="2024-03-02T08:30:00+01:00">"#, "2024-03-02T07:30:00Z"),
    (#"<meta property="article:published_time" content="2024-03-02T08:30:00+0100">"#, "2024-03-02T07:30:00Z"),
    (#"<meta name="date" content="Sat, 02 Mar 2024 08:30:00 GMT">"#, "2024-03-02T08:30:00Z"),
    (#"<meta name="pubdate" content="1709368200">"#, "2024-03-02T08:30:00Z"),
    (#"<span itemprop="datePublished" content="2024-03-02">Saturday</span>"#, "2024-03-02T00:00:00Z"),
    (#"<time datetime="2024-03-02T08:30:00Z">2 March</time>"#, "2024-03-02T08:30:00Z"),
    ("<time>March 2, 2024 8:30 pm</time>", "2024-03-02T20:30:00Z"),
    ("<time>2. März 2024</time>", "2024-03-02T00:00:00Z"),
    ("<time>02.03.2024</time>", "2024-03-02T00:00:00Z"), ("<time>2 марта 2024</time>", "2024-03-02T00:00:00Z"),
  ])
  func `dates are read as pages write them`(_ markup: String, _ date: String) throws {
    #expect(try article("", above: markup).published?.rfc3339 == date)
  }

  @Test func `a day gives way to a time on that day`() throws {
    let found = try article(
      #"<script type="application/ld+json">{"@type":"Article","datePublished":"2024-03-02"}</script>"#,
      above: #"<time datetime="2024-03-02T08:30:00Z">2 March</time>"#)
    #expect(found.published?.rfc3339 == "2024-03-02T08:30:00Z")
  }

  @Test func `a date of publication after the last change is doubted`() throws {
    let found = try article(
      #"<meta property="article:published_time" content="2024-05-09T00:00:00Z"><meta property="article:modified_time" content="2024-03-03T00:00:00Z">"#,
      above: #"<time datetime="2024-03-02T08:30:00Z">2 March</time>"#)
    #expect(found.published?.rfc3339 == "2024-03-02T08:30:00Z")
    #expect(found.modified?.rfc3339 == "2024-03-03T00:00:00Z")
  }

  @Test func `without any declaration the date is the address's`() throws {
    let found = try article("", url: "https://news.example/2024/03/02/town.html")
    #expect(found.published?.rfc3339 == "2024-03-02T00:00:00Z")
    #expect(found.provenance["published"] == "url")
  }

  @Test func `the text outweighs a wrong declaration of language`() throws {
    let german =
      "Die Armee ist am Freitag in die Stadt eingerückt, sagten zwei Bewohner, nachdem die Rebellen in der Nacht ihre Stellungen verlassen hatten und sich in die Berge im Norden zurückzogen. "
    let found = try Checkout.article(
      "<html lang=en-US><body><p>\(german)</p><p>\(german) Das war es.</p></body></html>")
    #expect(found.language == "de")
    #expect(found.provenance["language"] == "text")
    #expect(try article("").language == "en")
  }

  @Test(arguments: [
    (
      "ar",
      "دخلت القوات الحكومية المدينة يوم الجمعة بعد أن انسحب المسلحون من مواقعهم في الليل إلى التلال التي تقع في الشمال، وقال اثنان من السكان إن الطريق مفتوح."
    ),
    (
      "ru",
      "Правительственные войска вошли в город в пятницу утром, сообщили двое жителей, после того как повстанцы ночью оставили свои позиции и отошли на холмы к северу от города."
    ),
    (
      "fr",
      "Les forces gouvernementales sont entrées dans la ville vendredi matin, selon deux habitants, après que les rebelles ont quitté leurs positions dans la nuit pour les collines du nord."
    ),
    ("ja", "政府軍は金曜日の朝に町に入ったと二人の住民が語った。反乱軍は夜のうちに陣地を離れ、北の丘に退いたという。道路はまだ通れない。"),
    ("el", "Οι κυβερνητικές δυνάμεις μπήκαν στην πόλη το πρωί της Παρασκευής, σύμφωνα με δύο κατοίκους."),
  ])
  func `a language is told by its words or its script`(_ code: String, _ text: String) {
    #expect(Checkout.extractor.article(fromHTML: "<p>\(text)</p>", base: nil, title: nil).language == code)
  }

  @Test func `a canonical address that leads to the front page is a mistake`() throws {
    let head = #"<link rel="canonical" href="https://news.example/"><meta property="og:url" content="/town.html">"#
    let found = try article(head, url: "https://news.example/town.html?from=feed")
    #expect(found.canonicalURL == "https://news.example/town.html")
  }

  @Test func `tags, section, picture and excerpt are declared`() throws {
    let found = try article(
      """
      <meta property="article:tag" content="Syria"><meta property="article:tag" content="Iraq"><meta property="article:tag" content="syria">
      <meta property="article:section" content="World"><meta property="og:image" content="/a.jpg"><meta name="description" content="The army is in town.">
      """, url: "https://news.example/town.html")
    #expect(found.tags == ["Syria", "Iraq"])
    #expect(found.section == "World")
    #expect(found.image == "https://news.example/a.jpg")
    #expect(found.excerpt == "The army is in town.")
  }

  @Test func `a page drawn by scripts gives the text that JSON-LD carries`() throws {
    let linked = #"{"@type":["NewsArticle"],"articleBody":"\#(Prose.first)\n\n\#(Prose.second)"}"#
    let found = try Checkout.article(
      "<html><body><div id=app><p>Loading the page for you, one moment.</p></div><script type='application/ld+json'>\(linked)</script></body></html>"
    )
    #expect(found.text == [Prose.first, Prose.second].joined(separator: "\n\n"))
    #expect(found.provenance["text"] == "json-ld")
  }

  @Test(arguments: [
    "{", "[", "{\"@type\":\"Article\",", String(repeating: "[", count: 100_000), "{\"a\":\"\\", "nonsense",
    "{\"@type\":}",
  ])
  func `broken JSON-LD is passed over`(_ json: String) throws {
    let found = try article("<script type=\"application/ld+json\">\(json)</script>")
    #expect(found.text == Prose.text)
    #expect(found.title == "Army enters town")
  }
}
