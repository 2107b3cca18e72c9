type Keyboard = NodeJS.ReadStream;

/** The keyboard without what `filter` takes out of the text that it gives. */
export function filterKeyboard(stdin: Keyboard, filter: (text: string) => string): Keyboard {
  const read = () => {
    for (;;) {
      const chunk: unknown = stdin.read();
      if (chunk === null) return null;
      const typed = filter(String(chunk));
      if (typed !== '') return typed;
    }
  };
  return new Proxy(stdin, {
    get(_, name) {
      if (name === 'read') return read;
      const value: unknown = Reflect.get(stdin, name);
      return typeof value === 'function' ? value.bind(stdin) : value;
    },
  });
}
