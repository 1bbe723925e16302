const ENDS_IN_HAN = /\p{Script=Han}$/u;

/** A label before what it names, with the colon of its script. */
export function labelled(label: string, value: string): string {
  return `${label}${ENDS_IN_HAN.test(label) ? "：" : ": "}${value}`;
}

/** Names one after the other, with the comma of their script. */
export function listed(names: readonly string[]): string {
  const isHan = names.slice(0, -1).every((name) => ENDS_IN_HAN.test(name));
  return names.join(isHan ? "、" : ", ");
}
