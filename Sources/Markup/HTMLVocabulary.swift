/// What the sanitiser and the text reader know of HTML's elements and attributes.
enum HTMLVocabulary {
  /// Elements that can do no harm, by themselves, in a page of another's. Forms are not among them: a form in a feed
  /// item would speak in the reader's name.
  static let harmlessElements: Set<String> = [
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "br", "caption", "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dir", "div",
    "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "i", "img", "ins", "kbd", "li", "main", "map", "mark", "menu", "meter", "nav", "ol", "p", "picture", "pre",
    "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small", "source", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u",
    "ul", "var", "video", "wbr",
  ]

  /// Elements whose content is no text for people.
  static let droppedWithContent: Set<String> = ["script", "style", "applet", "template"]

  static let voidElements: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// Elements that HTML lets go unclosed: an end tag for them is not made up.
  static let optionalEnd: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rb", "rt", "rtc", "rp",
  ]

  /// Elements that stand apart from what is before and behind them.
  static let blockElements: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul",
  ]

  static let harmlessAttributes: Set<String> = [
    "abbr", "align", "alt", "axis", "bgcolor", "border", "cellpadding", "cellspacing", "char", "charoff", "charset",
    "cite", "class", "clear", "color", "cols", "colspan", "compact", "controls", "coords", "datetime", "dir", "face",
    "frame", "headers", "height", "high", "href", "hreflang", "hspace", "id", "ismap", "itemprop", "kind", "label",
    "lang", "longdesc", "loop", "low", "max", "media", "min", "name", "noshade", "nowrap", "open", "optimum", "poster",
    "preload", "rel", "rev", "reversed", "rows", "rowspan", "rules", "scope", "shape", "sizes", "span", "src",
    "srclang", "srcset", "start", "style", "summary", "title", "type", "usemap", "valign", "value", "vspace", "width",
    "xml:lang",
  ]

  /// Attributes whose value is one URL.
  static let urlAttributes: Set<String> = [
    "action", "background", "cite", "href", "longdesc", "poster", "src", "usemap",
  ]

  /// Schemes that lead to a document, a mailbox, a call or a file shared in public.
  static let harmlessSchemes: Set<String> = [
    "http", "https", "ftp", "ftps", "mailto", "tel", "sms", "sip", "sips", "xmpp", "irc", "ircs", "news", "nntp", "geo",
    "magnet", "gopher", "feed", "webcal", "urn", "tag", "cid", "mid", "matrix", "ed2k", "rtsp", "sftp", "ssh",
    "aim", "callto", "telnet", "wais", "rsync", "svn", "git",
  ]
}
