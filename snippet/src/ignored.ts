/** What is never the page's: the panel, and what the page's author marks so. */
export const IGNORED = "[data-recorder-ignore]";
