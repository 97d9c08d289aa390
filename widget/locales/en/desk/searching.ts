/** What the search says, in English. */
export const searching = {
  words: 'Search words',
  time: 'Time',
  since: 'From',
  until: 'To',
  go: 'Search',
  author: (name: string) => `by ${name}`,
  thread: (title: string) => `on ${title}`,
  decision: 'of one decision',
  without: (name: string) => `No longer only ${name}`,
  found: (count: number) => (count === 1 ? '1 found' : `${count} found`),
  unsearched: (count: number) =>
    count === 1
      ? '1 comment is still being searched'
      : `${count >= 10_000 ? 'More than 10,000' : count} comments are still being searched`,
  among: (count: number) =>
    `Very many comments have that: only the newest ${count.toLocaleString('en')} of them were looked at. More exact words find more.`,
  everywhere: 'Search all comments',
  naming: {
    change: 'Change the details of the post',
    title: 'Title of the post',
    url: 'Address of the post',
    hint: 'What you enter here applies, whatever comments say. If left empty, the page of the newest published comment decides.',
    awayTag: 'address no longer valid',
    away: (url: string) =>
      `The post is at ${url}, and that site may no longer show the comments. Nobody is sent there; links lead to the plain page of the thread.`,
    wrongUrl: 'An address on one of this site’s pages, such as https://blog.example.de/post/.',
    postsBy: 'Who of the team wrote the post',
    postsByAsSite: 'As in the settings of the site',
    postsByNobody: 'Nobody of the team',
    postsByGone: 'Somebody who has left the team',
    reason: 'Reason, for the log (optional)',
    save: 'Save',
    saved: 'Saved. You can undo this under “Decisions”.',
  },
};
