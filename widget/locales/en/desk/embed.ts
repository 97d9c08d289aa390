/** How the comments come into the site's pages, in English. */
export const embed = {
  title: 'Embed the comments',
  paste: 'Put these two lines into the template of your posts, where you want the comments:',
  lines: 'Lines to paste',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'Your browser does not allow that. The lines are selected, so you can copy them by hand.',
  origins: 'The pages have to be listed in the settings, under “Pages that may show the comments”.',
  thread: 'Each address has a discussion of its own. It starts with the first comment.',
  count: 'To show how many comments a post has, use',
  more: 'For everything else, such as looks, language and pages without JavaScript, see the documentation:',
};
