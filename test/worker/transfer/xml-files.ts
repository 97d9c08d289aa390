/**
 * XML files as other systems export them, written after their published formats (the sources stand in `worker/transfer/formats`); nobody
 * in them exists.
 */
export const disqusPosts = [
  `<post dsq:id="11">
    <id>wp_id=7</id>
    <message><![CDATA[<p>Erster! 1 &lt; 2 &amp; <a href="https://blog.example/a/b/c/d.html" rel="nofollow noopener" title="https://blog.example/a/b/c/d.html">https://blog.example/a/b/...</a></p>]]></message>
    <createdAt>2012-03-04T05:06:07Z</createdAt>
    <isDeleted>false</isDeleted>
    <isSpam>false</isSpam>
    <author><email>jo@mail.example</email><name>Jo &amp; Co</name><isAnonymous>false</isAnonymous><username>jo-co</username></author>
    <ipAddress>192.0.2.7</ipAddress>
    <thread dsq:id="2" />
  </post>`,
  `<post dsq:id="12">
    <id />
    <message><![CDATA[<p>Gelöschte Antwort</p>]]></message>
    <createdAt>2012-03-04T05:07:00Z</createdAt>
    <isDeleted>true</isDeleted>
    <isSpam>false</isSpam>
    <author><email>ada@mail.example</email><name>Ada</name><isAnonymous>true</isAnonymous></author>
    <ipAddress>192.0.2.8</ipAddress>
    <thread dsq:id="2" />
    <parent dsq:id="11" />
  </post>`,
  `<post dsq:id="13">
    <message>Lebt & antwortet: x & y < z</message>
    <createdAt>2012-03-04T07:08:00+02:00</createdAt>
    <isDeleted>false</isDeleted>
    <isSpam>false</isSpam>
    <author><name>Bo</name><isAnonymous>true</isAnonymous></author>
    <thread dsq:id=2/>
    <parent dsq:id="12" />
  </post>`,
  `<post dsq:id="14"><message><![CDATA[<p>kauf</p>]]></message><createdAt>2012-03-05T00:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>true</isSpam><author><name>x</name></author><thread dsq:id="2" /></post>`,
  `<post dsq:id="15"><message>wartet</message><createdAt>2012-03-05T00:01:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><isApproved>false</isApproved><author><name>y</name></author><thread dsq:id="2" /></post>`,
  `<post dsq:id="16"><message>unter einem gelöschten Beitrag</message><createdAt>0001-01-01T00:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>z</name></author><thread dsq:id="3" /></post>`,
  `<post><message>ohne Kennung</message><createdAt>2012-03-05T00:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><thread dsq:id="2" /></post>`,
] as const;

export const disqusFile = (posts: readonly string[] = disqusPosts): string => `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <category dsq:id="1"><forum>blog</forum><title>General</title></category>
  <!-- <thread dsq:id="99"> ]]> -->
  <thread dsq:id="2">
    <id>artikel-1</id>
    <forum>blog</forum>
    <category dsq:id="1"/>
    <link>https://blog.example/2012/erster/?a=1&amp;b=2</link>
    <title>Erster &#8222;Beitrag&#8220;</title>
    <message />
    <createdAt>2012-03-01T00:00:00Z</createdAt>
    <author><name>Wirtin</name></author>
    <isClosed>true</isClosed>
    <isDeleted>false</isDeleted>
  </thread>
  <thread dsq:id="3"><id /><link>https://blog.example/weg</link><title/><isClosed>false</isClosed><isDeleted>true</isDeleted></thread>
${posts.join('\n')}
</disqus>
`;

const wordpressComment = (id: number, more: string, content = `Kommentar ${id}`) => `<wp:comment>
      <wp:comment_id>${id}</wp:comment_id>
      <wp:comment_author><![CDATA[Cleo]]></wp:comment_author>
      <wp:comment_author_email>cleo@mail.example</wp:comment_author_email>
      <wp:comment_author_url>https://cleo.example/</wp:comment_author_url>
      <wp:comment_author_IP>::ffff:192.0.2.9</wp:comment_author_IP>
      <wp:comment_content><![CDATA[${content}]]></wp:comment_content>
      ${more}
    </wp:comment>`;

const dated = (local: string, utc: string, approved: string, type = '', parent = 0, user = 0) =>
  `<wp:comment_date>${local}</wp:comment_date><wp:comment_date_gmt>${utc}</wp:comment_date_gmt><wp:comment_approved>${approved}</wp:comment_approved><wp:comment_type>${type}</wp:comment_type><wp:comment_parent>${parent}</wp:comment_parent><wp:comment_user_id>${user}</wp:comment_user_id>`;

export const wordpressFile = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>Ein Blog</title>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[wirtin]]></wp:author_login></wp:author>
  <item>
    <title>Über Käse</title>
    <link>https://blog.example/kaese/</link>
    <content:encoded><![CDATA[<p>Der Beitrag. <wp:comment> darf hier stehen.</p>]]></content:encoded>
    <wp:post_id>21</wp:post_id>
    <wp:comment_status>closed</wp:comment_status>
    <wp:status>publish</wp:status>
    <wp:post_type>post</wp:post_type>
    ${wordpressComment(1, dated('2014-01-14 18:32:12', '2014-01-14 17:32:12', '1', 'comment'), 'Erste Zeile\nzweite Zeile\n\nNeuer <b>Absatz</b>')}
    ${wordpressComment(2, dated('2014-01-14 18:33:00', '0000-00-00 00:00:00', '0', '', 1))}
    ${wordpressComment(3, dated('2014-01-15 00:00:00', '2014-01-14 23:00:00', 'spam'))}
    ${wordpressComment(4, dated('2014-01-15 00:00:00', '2014-01-14 23:00:00', 'trash'))}
    ${wordpressComment(5, dated('2014-01-15 00:00:00', '2014-01-14 23:00:00', 'post-trashed'))}
    ${wordpressComment(6, dated('2014-01-15 00:00:00', '2014-01-14 23:00:00', '1', 'pingback'), '[&#8230;] verweist [&#8230;]')}
    ${wordpressComment(7, dated('2014-01-15 00:00:00', '2014-01-14 23:00:00', '1', 'order_note'))}
    ${wordpressComment(8, dated('2014-01-15 01:00:00', '2014-01-15 00:00:00', '1', 'comment', 1, 1))}
    ${wordpressComment(10, dated('2014-01-15 01:00:00', '2014-01-15 00:00:00', 'hold', 'review'))}
    ${wordpressComment(9, dated('0000-00-00 00:00:00', '0000-00-00 00:00:00', '1'))}
  </item>
  <item><title>Ohne Kommentare</title><link>https://blog.example/leer/</link><wp:post_id>22</wp:post_id></item>
</channel>
</rss>
`;

export const bloggerFile = `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'>
  <id>tag:blogger.com,1999:blog-5.archive</id>
  <entry><id>tag:blogger.com,1999:blog-5.layout</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#template'/><title type='text'>Vorlage</title></entry>
  <entry><id>tag:blogger.com,1999:blog-5.post-100</id><published>2011-01-01T10:00:00.000+01:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title type='text'>Ein Beitrag</title><content type='html'>&lt;p&gt;Text&lt;/p&gt;</content><link rel='alternate' type='text/html' href='http://blog.example/2011/01/ein-beitrag.html' title='Ein Beitrag'/></entry>
  <entry><id>tag:blogger.com,1999:blog-5.post-200</id><published>2011-01-02T10:00:00.000+01:00</published><updated>2011-01-02T10:00:00.500+01:00</updated><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><title type='text'>Schön</title><content type='html'>Schön &lt;b&gt;hier&lt;/b&gt;.&lt;br /&gt;Wirklich.</content><link rel='alternate' href='http://blog.example/2011/01/ein-beitrag.html?showComment=1#c200'/><author><name>Dora</name><uri>https://www.blogger.com/profile/0815</uri><email>noreply@blogger.com</email></author><thr:in-reply-to href='http://blog.example/2011/01/ein-beitrag.html' ref='tag:blogger.com,1999:blog-5.post-100' type='text/html'/></entry>
  <entry><id>tag:blogger.com,1999:blog-5.post-201</id><published>2011-01-03T10:00:00.000+01:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><content type='html'>Antwort</content><link rel='related' href='http://www.blogger.com/feeds/5/100/comments/default/200'/><author><name>Emil</name></author><thr:in-reply-to href='http://blog.example/2011/01/ein-beitrag.html' ref='tag:blogger.com,1999:blog-5.post-100'/></entry>
  <entry><id>tag:blogger.com,1999:blog-5.post-202</id><published>2011-01-03T11:00:00.000+01:00</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><content type='html'>This comment has been removed by the author.</content><author><name>Emil</name></author><thr:in-reply-to href='http://blog.example/2011/01/anderer.html' ref='tag:blogger.com,1999:blog-5.post-101'/><gd:extendedProperty name='blogger.contentRemoved' value='true'/></entry>
</feed>
`;

export const takeoutFile = `<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
  <id>tag:blogger.com,1999:blog-6</id>
  <title>Blog</title>
  <entry><id>tag:blogger.com,1999:blog-6.post-1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><author><name>Wirtin</name><blogger:type>BLOGGER</blogger:type></author><title>Neu</title><content type='html'>x</content><published>2024-01-01T00:00:00Z</published><blogger:filename>/2024/01/neu.html</blogger:filename></entry>
  <entry><id>tag:blogger.com,1999:blog-6.post-2</id><blogger:parent>tag:blogger.com,1999:blog-6.post-1</blogger:parent><blogger:inReplyTo/><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><author><name>Fay</name><uri></uri><blogger:type>ANONYMOUS</blogger:type></author><content type='html'>Hallo</content><published>2024-01-02T00:00:00Z</published></entry>
  <entry><id>tag:blogger.com,1999:blog-6.post-3</id><blogger:parent>tag:blogger.com,1999:blog-6.post-1</blogger:parent><blogger:inReplyTo>tag:blogger.com,1999:blog-6.post-2</blogger:inReplyTo><blogger:type>COMMENT</blogger:type><blogger:status>PENDING</blogger:status><author><name>Gil</name></author><content type='html'>wartet</content><published>2024-01-03T00:00:00Z</published></entry>
  <entry><id>tag:blogger.com,1999:blog-6.post-4</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>Entwurf</title><blogger:filename>/2024/02/entwurf.html</blogger:filename></entry>
  <entry><id>tag:blogger.com,1999:blog-6.post-5</id><blogger:parent>tag:blogger.com,1999:blog-6.post-4</blogger:parent><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><author><name>Gil</name></author><content type='html'>früh</content><published>2024-01-03T00:00:00Z</published></entry>
</feed>
`;
