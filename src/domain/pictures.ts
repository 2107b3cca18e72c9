/** Emoji, with what joins and varies them. */
export const PICTURES = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\u200D)+/gu;
