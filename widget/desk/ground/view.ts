import { type CSSResult, unsafeCSS } from 'lit';
import { controls } from './controls';
import text from './view.css';

/** What the views beside the queue share: controls, a title, a list of cards, forms. */
export const view: CSSResult[] = [controls, unsafeCSS(text)];
