import { unsafeCSS } from 'lit';
import text from './controls.css';

/** What every element of the desk shares: text, links, buttons, fields, focus. */
export const controls = unsafeCSS(text);
