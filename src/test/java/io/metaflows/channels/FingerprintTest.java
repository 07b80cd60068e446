package io.metaflows.channels;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'module':'tts','data':{'a':1,'b':[1,2]}} | { 'data' : {'b':[1, 2],'a':1},'module':'tts'}",
        "{'number':'9'} | {'action':'metaflow','number':'9'}",
        "{'data':{'rate':1}} | {'data':{'rate':1.0}}",
        "{'data':{'rate':100}} | {'data':{'rate':1e2}}",
        "{'data':{'rate':0}} | {'data':{'rate':-0.00}}",
        "{'number':'\\u0039'} | {'number':'9'}"
      })
  void theSameRequestHasTheSameFingerprint(String first, String second) {
    assertThat(fingerprint(second)).isEqualTo(fingerprint(first));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'number':'9'} | {'number':'8'}",
        "{'number':'9'} | {'pattern':'9'}",
        "{'number':'9'} | {'number':9}",
        "{'number':'9'} | {'number':'9','note':null}",
        "{'captures':['1','2']} | {'captures':['2','1']}",
        "{'data':{'a':{'b':1}}} | {'data':{'a':{},'b':1}}",
        "{'data':{'rate':1}} | {'data':{'rate':1.0000000000000000001}}"
      })
  void anotherRequestHasAnother(String first, String second) {
    assertThat(fingerprint(second)).isNotEqualTo(fingerprint(first));
  }

  private static Fingerprint fingerprint(String data) {
    return Fingerprint.of("metaflow", json(data));
  }
}
