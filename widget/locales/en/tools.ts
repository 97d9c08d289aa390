/** What helps whoever reads on: folding, ways there and back, quoting, links. */
export const texts = {
  /** `count`: answers that are here, however deep. */
  answers: (name: string, count: number) => (count === 1 ? `1 reply to ${name}` : `${count} replies to ${name}`),
  back: 'Back',
  backTo: (name: string) => `Back to the reply by ${name}`,
  quote: 'Quote',
  copy: 'Copy link',
  copied: 'The link is copied.',
  notCopied: 'The browser does not allow copying here. The address is selected.',
  address: 'Address of this comment',
};

export type ToolTexts = typeof texts;
