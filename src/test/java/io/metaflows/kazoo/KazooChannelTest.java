package io.metaflows.kazoo;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KazooChannelTest {

  private static final AccountId ACCOUNT = new AccountId("acc");

  @Test
  void aDevicesChannelHasAccountThenDeviceThenOwner() {
    assertThat(scopes("{'authorizing_type':'device','authorizing_id':'d1','owner_id':'u1'}"))
        .containsExactly(
            new Scope.Account(ACCOUNT),
            new Scope.Device(ACCOUNT, "d1"),
            new Scope.User(ACCOUNT, "u1"));
  }

  @Test
  void aUsersChannelHasTheAuthorizingUser() {
    assertThat(scopes("{'authorizing_type':'user','authorizing_id':'u2'}"))
        .containsExactly(new Scope.Account(ACCOUNT), new Scope.User(ACCOUNT, "u2"));
  }

  @Test
  void theOwnerComesBeforeTheAuthorizingUser() {
    assertThat(scopes("{'authorizing_type':'user','authorizing_id':'u2','owner_id':'u1'}"))
        .containsExactly(new Scope.Account(ACCOUNT), new Scope.User(ACCOUNT, "u1"));
  }

  @Test
  void anOwnerThatIsNoIdLeavesTheAuthorizingUser() {
    assertThat(scopes("{'authorizing_type':'user','authorizing_id':'u2','owner_id':'a b'}"))
        .containsExactly(new Scope.Account(ACCOUNT), new Scope.User(ACCOUNT, "u2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'authorizing_id':'d1'}",
        "{'authorizing_type':'device'}",
        "{'authorizing_type':'trunk','authorizing_id':'d1'}",
        "{'authorizing_type':'device','authorizing_id':'a/b','owner_id':''}",
        "{'authorizing_type':'device','authorizing_id':17,'owner_id':true}",
        "{'authorizing_type':['device'],'authorizing_id':{'id':'d1'},'owner_id':null}"
      })
  void whatIsNoIdIsIgnored(String channel) {
    assertThat(scopes(channel)).containsExactly(new Scope.Account(ACCOUNT));
  }

  @Test
  void anIdOfSixtyFiveCharactersIsIgnored() {
    assertThat(scopes("{'owner_id':'" + "u".repeat(65) + "'}")).hasSize(1);
    assertThat(scopes("{'owner_id':'" + "u".repeat(64) + "'}")).hasSize(2);
  }

  private static List<Scope> scopes(String channel) {
    return KazooChannel.read(ACCOUNT, json(channel)).scopes();
  }
}
