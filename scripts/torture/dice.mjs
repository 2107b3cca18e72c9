/** Numbers that a text decides, so that whatever fails can be repeated: `dice(6)` is 0 to 5. */
export function makeDice(text) {
  let state = 2166136261;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const dice = (sides) => next() % sides;
  return Object.assign(dice, {
    pick: (items) => items[dice(items.length)],
    /** From 0 to 1. */
    fraction: () => next() / 2 ** 32,
  });
}
