/** Every text a person reads, in English. Another language is another file of the same shape. */
export const english = {
  unknownUrl: (accepted: readonly string[]) =>
    `That is not an address I can follow. I understand:\n${accepted.map((url) => `- \`${url}\``).join("\n")}`,
};

export type Language = typeof english;
