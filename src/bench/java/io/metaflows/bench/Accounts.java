package io.metaflows.bench;

/** Who is in the benchmark. */
final class Accounts {

  static final String ACCOUNT = "4d2a61f6a1b14d0a8ae0a6d5e5f7c001";
  static final String USER = "5c1b50e7b2c24e1b9bf1b7e6f6a8d002";
  static final String DEVICE = "6b0a4fd8c3d35f2caca2c8f7a7b9e003";
  static final String CALL = "dc3a4b8e-2b1f-4c52-9d3f-5c7d9a5e2f10";

  static final String OF_ACCOUNT = "/v2/accounts/" + ACCOUNT + "/metaflows";
  static final String OF_USER = "/v2/accounts/" + ACCOUNT + "/users/" + USER + "/metaflows";
  static final String OF_DEVICE = "/v2/accounts/" + ACCOUNT + "/devices/" + DEVICE + "/metaflows";
  static final String CHANNEL = "/v2/accounts/" + ACCOUNT + "/channels/" + CALL;

  /** Nothing is ever assigned to it. */
  static final String ABSENT = "/v2/accounts/" + ACCOUNT + "/users/nobody/metaflows";

  private Accounts() {}
}
