/** Ends the task that runs now. What comes after is another one: the browser may paint and take in keys in between. */
export const pause = () => new Promise((resolve) => setTimeout(resolve));
