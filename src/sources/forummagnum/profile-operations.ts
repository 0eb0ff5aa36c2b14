import type { z } from "zod";
import { contributionsAnswer, profileAnswer, sequencesAnswer } from "./answers.ts";
import { userFields } from "./fragments.ts";
import type { Operation } from "./operations.ts";

export const readProfile: Operation<z.output<typeof profileAnswer>> = {
  name: "ReadProfile",
  text: `
    query ReadProfile($id: String) {
      user(input: { selector: { _id: $id } }) {
        result {
          _id slug displayName deleted profileImageId createdAt spamRiskScore
          karma postCount commentCount sequenceCount tagRevisionCount
          afKarma afPostCount afCommentCount afSequenceCount
          bio htmlBio
        }
      }
    }
  `,
  lists: {},
  answer: profileAnswer,
};

export const readSequences: Operation<z.output<typeof sequencesAnswer>> = {
  name: "ReadSequences",
  text: `
    query ReadSequences($sequenceTerms: JSON, $endTerms: JSON) {
      sequences(input: { terms: $sequenceTerms }) {
        results { _id title createdAt postsCount ${userFields} }
      }
      end: sequences(input: { terms: $endTerms }) { results { _id } }
    }
  `,
  lists: { sequences: "sequenceTerms", end: "endTerms" },
  answer: sequencesAnswer,
};

export const readContributions: Operation<z.output<typeof contributionsAnswer>> = {
  name: "ReadContributions",
  text: `
    query ReadContributions($revisionTerms: JSON, $endTerms: JSON) {
      revisions(input: { terms: $revisionTerms }) {
        results { _id editedAt version changeMetrics tag { slug name deleted } }
      }
      end: revisions(input: { terms: $endTerms }) { results { _id } }
    }
  `,
  lists: { revisions: "revisionTerms", end: "endTerms" },
  answer: contributionsAnswer,
};
