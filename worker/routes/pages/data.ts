/**
 * JSON for a script element of data: nothing in it can end the element or begin a comment in it (HTML, section 4.12.1.3,
 * "Restrictions for contents of script elements"), nor end a line for programs that read it as JavaScript.
 */
export const asData = (value: object) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
