// Whether anything is written in a text: the one rule for every field that must not stay empty. What cannot be seen does not count, nor
// do points alone. It bounds what people hand in; what arrives sealed is judged by docs/protocol.md.

/** Letters by their class that show nothing: the blank of braille. Other blank letters (fillers of Hangul) are ignorable by Unicode. */
const BLANK = /[\p{Default_Ignorable_Code_Point}\u2800]/gu
/** A letter, a digit, or a sign that says something, such as a picture or a currency. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u

export const isWritten = (text: string): boolean => SAYS_SOMETHING.test(text.replaceAll(BLANK, ''))
