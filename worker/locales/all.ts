/** Every language, and every other way of speaking one: a line each, under the name of its folder. */
export { de } from './de/locale';
export { deDu as 'de-du' } from './de-du/locale';
export { en } from './en/locale';
