/** What chat is told, in words; what somebody wrote is as they wrote it. */
export interface Notice {
  /** What has happened, and on which site. */
  title: string;
  /** What it is about: how the post is called. */
  about: string | null;
  /** Whose words these are, and how they begin. */
  quote: { by: string; text: string } | null;
  /** What somebody says of it: a reason, or why they object. */
  more: string | null;
  /** Where one goes on: at the desk. */
  link: { label: string; url: string };
}

/** So much of each is told (characters). Services that take less get less. */
export const most = { title: 150, about: 120, by: 80, text: 1000, more: 500 };
