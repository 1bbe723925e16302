/** The processes that answer requests from outside. */
export type WebProcesses = {
  /** Notes that this one is there, and says how many have been heard of lately, itself among them. */
  beat(processId: string): Promise<number>;
  /** This one answers no more. */
  leave(processId: string): Promise<void>;
};
