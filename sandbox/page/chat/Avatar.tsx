const SHADES = 6;

/** Two letters on a quiet ground, the same for a name wherever it stands. */
export function Avatar({ name, isApp }: { name: string; isApp: boolean }) {
  const shade = isApp ? "app" : `shade-${shadeOf(name)}`;
  return (
    <span className={`avatar ${shade}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== "");
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return [words[0] ?? "?", last].map((word) => [...word][0] ?? "").join("");
}

function shadeOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % SHADES;
}
