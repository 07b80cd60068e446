package io.metaflows.http;

/** Ends a request early with a designed answer; it never leaves this package. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
