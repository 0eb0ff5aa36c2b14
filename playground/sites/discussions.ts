/** A discussion of invented people, as plain text; a comment answers the one before it if `answersLast` is set. */
export interface Discussion {
  readonly title: string;
  readonly by: string;
  readonly opening: string;
  readonly comments: readonly {
    readonly by: string;
    readonly text: string;
    readonly answersLast?: boolean;
  }[];
}

export const discussions = {
  hackernews: {
    title: "Show HN: A tide table that fits on a postcard",
    by: "marit",
    opening:
      "Two columns for each month, set in 6 point. It took me longer to leave things out than to compute them.",
    comments: [
      { by: "oskarl", text: "How do you handle the days with only one high tide?" },
      {
        by: "marit",
        text: "A dash. There are about two of them a month, and sailors know what it means.",
        answersLast: true,
      },
      { by: "tfw_ebb", text: "I printed it and hung it beside the kettle. Best software of the year." },
    ],
  },
  discourse: {
    title: "Which notebook survives salt water?",
    by: "ines",
    opening: "Mine did not. The ink did, the paper went to soup.",
    comments: [
      { by: "joren", text: "Stone paper, with a pencil. Nothing else lasted a season for me." },
      { by: "ines", text: "Does it take a fold? I need to put it into a pocket.", answersLast: true },
      { by: "joren", text: "Once. After that it tears along the line.", answersLast: true },
    ],
  },
  wordpress: {
    title: "What the lighthouse keeper counted",
    by: "Dora Aalto",
    opening:
      "Ships, of course, but also gulls, loaves and the steps of the stair, in a hand that never changes.",
    comments: [
      {
        by: "A neighbour",
        text: "My grandfather repaired that stair. There are 211 steps, whatever the book says.",
      },
      {
        by: "Dora Aalto",
        text: "The book says 212 every evening. I think he counted the threshold.",
        answersLast: true,
      },
      { by: "Bo", text: "Please write about the loaves too." },
    ],
  },
  feed: {
    title: "Baking with sea water",
    by: "",
    opening: "",
    comments: [
      { by: "Rehn", text: "Half and half works. All of it does not, and I have eaten the proof." },
      { by: "Vale", text: "Which flour?", answersLast: true },
      { by: "Rehn", text: "Rye. Wheat gives up at once.", answersLast: true },
    ],
  },
  lemmy: {
    title: "Our harbour has a resident seal, and a vote on her name",
    by: "pier",
    opening: "Candidates so far: Buoy, Madame and Invoice.",
    comments: [
      { by: "lotta", text: "Invoice, because she always arrives." },
      { by: "pier", text: "This is now the only candidate.", answersLast: true },
      { by: "kai", text: "I would like it noted that I said *Buoy* first." },
    ],
  },
  substack: {
    title: "Letters from a slow boat, 7",
    by: "Ilse",
    opening: "We made four miles today, three of them in the right direction.",
    comments: [
      { by: "Tobias", text: "What do you read on board?" },
      { by: "Ilse", text: "Labels, mostly. I know the tins by heart.", answersLast: true },
      { by: "Mina", text: "I have been waiting for number 7 since number 6. Thank you." },
    ],
  },
} satisfies Record<string, Discussion>;
