import { DeskLines } from '../ground/desk-lines';

/** @summary The origins whose pages may show the comments. */
export class DeskOrigins extends DeskLines {
  protected override readonly type = 'url';
  protected override readonly fewest = 1;

  protected override get names() {
    const { setting } = this.language.words;
    return { line: setting.origin, add: setting.addOrigin, remove: setting.removeOrigin };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-origins': DeskOrigins;
  }
}
