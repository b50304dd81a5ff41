package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.gov.most.dataplan.browser.Chromium;
import vn.gov.most.dataplan.form.Feel.Place;

/**
 * Conditions give the same result in the browser and on the server. Each condition is evaluated by both with values and
 * an expected result written by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeelAgreementTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Hidden or not, for every condition that a form in forms/ has. */
    private static final String CONDITIONS =
            """
            checkDecision != "return"                               | {"checkDecision": "return"}             | false
            checkDecision != "return"                               | {"checkDecision": "accept"}             | true
            checkDecision != "return"                               | {"checkDecision": null}                 | true
            checkDecision != "return"                               | {}                                      | true
            checkDecision != "return"                               | {"checkDecision": ""}                   | true
            headDecision != "return"                                | {"headDecision": "return"}              | false
            headDecision != "return"                                | {"headDecision": "send"}                | true
            headDecision != "return"                                | {"headDecision": null}                  | true
            headDecision != "return"                                | {}                                      | true
            approvalDecision != "return"                            | {"approvalDecision": "return"}          | false
            approvalDecision != "return"                            | {"approvalDecision": "approve"}         | true
            approvalDecision != "return"                            | {"approvalDecision": null}              | true
            approvalDecision != "return"                            | {}                                      | true
            guidance = null or guidance = ""                        | {"guidance": "Nộp sớm"}                 | false
            guidance = null or guidance = ""                        | {"guidance": ""}                        | true
            guidance = null or guidance = ""                        | {"guidance": null}                      | true
            guidance = null or guidance = ""                        | {}                                      | true
            draftDecision = "setAside"                              | {"draftDecision": "setAside"}           | true
            draftDecision = "setAside"                              | {"draftDecision": "submit"}             | false
            draftDecision = "setAside"                              | {}                                      | false
            draftDecision != "setAside"                             | {"draftDecision": "setAside"}           | false
            draftDecision != "setAside"                             | {"draftDecision": "submit"}             | true
            draftDecision != "setAside"                             | {}                                      | true
            signDecision != "setAside"                              | {"signDecision": "setAside"}            | false
            signDecision != "setAside"                              | {"signDecision": "sign"}                | true
            signDecision != "setAside"                              | {}                                      | true
            settledWork = null or count(settledWork) = 0            | {"settledWork": [{"name": "Báo cáo"}]}  | false
            settledWork = null or count(settledWork) = 0            | {"settledWork": []}                     | true
            settledWork = null or count(settledWork) = 0            | {}                                      | true
            newDate = plannedDate                                   | {"newDate": "2026-12-20", "plannedDate": "2026-12-20"} | true
            newDate = plannedDate                                   | {"newDate": "2026-12-21", "plannedDate": "2026-12-20"} | false
            newDate = plannedDate                                   | {"newDate": null, "plannedDate": "2026-12-20"} | false
            mendReason = null or mendReason = ""                    | {"mendReason": "Thiếu số liệu"}         | false
            mendReason = null or mendReason = ""                    | {"mendReason": ""}                      | true
            mendReason = null or mendReason = ""                    | {"mendReason": null}                    | true
            mendReason = null or mendReason = ""                    | {}                                      | true
            count(unitReports[sent = false]) = 0                    | {"unitReports": [{"sent": false}]}      | false
            count(unitReports[sent = false]) = 0                    | {"unitReports": [{"sent": true}]}       | true
            count(unitReports[sent = false]) = 0                    | {"unitReports": []}                     | true
            count(unitReports[afterConsolidation = true]) = 0       | {"unitReports": [{"afterConsolidation": true}, {"afterConsolidation": false}]} | false
            count(unitReports[afterConsolidation = true]) = 0       | {"unitReports": [{"afterConsolidation": false}, {}]} | true
            count(unitReports[afterConsolidation = true]) = 0       | {"unitReports": []}                     | true
            confirmDecision != "return"                             | {"confirmDecision": "return"}           | false
            confirmDecision != "return"                             | {"confirmDecision": "submit"}           | true
            confirmDecision != "return"                             | {"confirmDecision": null}               | true
            confirmDecision = "return"                              | {"confirmDecision": "return"}           | true
            confirmDecision = "return"                              | {"confirmDecision": "confirm"}          | false
            confirmDecision = "return"                              | {"confirmDecision": null}               | false
            count(comments) = 0                                     | {"comments": [{}]}                      | false
            count(comments) = 0                                     | {"comments": []}                        | true
            comments = null or count(comments) = 0                  | {"comments": [{}]}                      | false
            comments = null or count(comments) = 0                  | {"comments": []}                        | true
            comments = null or count(comments) = 0                  | {}                                      | true
            count(datasets) = 0                                     | {"datasets": [{}]}                      | false
            count(datasets) = 0                                     | {"datasets": []}                        | true
            draftBasis = null or draftBasis = ""                    | {"draftBasis": "Nội dung"}              | false
            draftBasis = null or draftBasis = ""                    | {"draftBasis": ""}                      | true
            draftBasis = null or draftBasis = ""                    | {}                                      | true
            inspections != null                                     | {"inspections": []}                     | true
            inspections != null                                     | {"inspections": null}                   | false
            inspections != null                                     | {}                                      | false
            inspections = null                                      | {"inspections": [{"object": "nasati"}]} | false
            inspections = null                                      | {"inspections": null}                   | true
            inspections = null                                      | {}                                      | true
            planComment = null or planComment = ""                  | {"planComment": "Nhất trí"}             | false
            planComment = null or planComment = ""                  | {"planComment": ""}                     | true
            planComment = null or planComment = ""                  | {"planComment": null}                   | true
            planComment = null or planComment = ""                  | {}                                      | true
            answerMethod != "document"                              | {"answerMethod": "document"}            | false
            answerMethod != "document"                              | {"answerMethod": "other"}               | true
            answerMethod != "document"                              | {}                                      | true
            answerMethod != "other"                                 | {"answerMethod": "other"}               | false
            answerMethod != "other"                                 | {"answerMethod": "document"}            | true
            answerMethod != "other"                                 | {}                                      | true
            legalOpinion = null or legalOpinion = ""                | {"legalOpinion": "Nội dung"}            | false
            legalOpinion = null or legalOpinion = ""                | {"legalOpinion": ""}                    | true
            legalOpinion = null or legalOpinion = ""                | {}                                      | true
            signDecision != "return" and signDecision != "reject"   | {"signDecision": "return"}              | false
            signDecision != "return" and signDecision != "reject"   | {"signDecision": "reject"}              | false
            signDecision != "return" and signDecision != "reject"   | {"signDecision": "sign"}                | true
            signDecision != "return" and signDecision != "reject"   | {}                                      | true
            specialised != "no"                                     | {"specialised": "no"}                   | false
            specialised != "no"                                     | {"specialised": "yes"}                  | true
            specialised != "no"                                     | {}                                      | true
            specialised = "no"                                      | {"specialised": "no"}                   | true
            specialised = "no"                                      | {"specialised": "yes"}                  | false
            specialised = "no"                                      | {}                                      | false
            submitDecision != "return"                              | {"submitDecision": "return"}            | false
            submitDecision != "return"                              | {"submitDecision": "submit"}            | true
            submitDecision != "return"                              | {"submitDecision": null}                | true
            submitDecision = "return"                               | {"submitDecision": "return"}            | true
            submitDecision = "return"                               | {"submitDecision": "submit"}            | false
            submitDecision = "return"                               | {}                                      | false
            this.conclusion != "accept" or this.change = "remove"   | {"this": {"conclusion": "accept", "change": "add"}} | false
            this.conclusion != "accept" or this.change = "remove"   | {"this": {"conclusion": "accept", "change": "remove"}} | true
            this.conclusion != "accept" or this.change = "remove"   | {"this": {"conclusion": "refuse", "change": "add"}} | true
            this.conclusion != "accept" or this.change = "remove"   | {"this": {"change": "add"}}             | true
            this.hasComment = false                                 | {"this": {"hasComment": false}}         | true
            this.hasComment = false                                 | {"this": {"hasComment": true}}          | false
            count(estimates) = 0                                    | {"estimates": [{}]}                     | false
            count(estimates) = 0                                    | {"estimates": []}                       | true
            this.granted = null or this.granted >= this.amount      | {"this": {"granted": 5, "amount": 10}}  | false
            this.granted = null or this.granted >= this.amount      | {"this": {"granted": 10, "amount": 10}} | true
            this.granted = null or this.granted >= this.amount      | {"this": {"granted": null, "amount": 10}} | true
            this.granted = null or this.granted >= this.amount      | {"this": {"amount": 10}}                | true
            readinessDecision != "return"                           | {"readinessDecision": "return"}         | false
            readinessDecision != "return"                           | {"readinessDecision": "confirm"}        | true
            readinessDecision != "return"                           | {}                                      | true
            serviceOffered != "yes"                                 | {"serviceOffered": "yes"}               | false
            serviceOffered != "yes"                                 | {"serviceOffered": "no"}                | true
            serviceOffered != "yes"                                 | {}                                      | true
            rulesReady != "notMet" and dataReady != "notMet" and networkReady != "notMet" and securityReady != "notMet" and peopleReady != "notMet" | {"rulesReady": "met", "dataReady": "met", "networkReady": "met", "securityReady": "met", "peopleReady": "met"} | true
            rulesReady != "notMet" and dataReady != "notMet" and networkReady != "notMet" and securityReady != "notMet" and peopleReady != "notMet" | {"rulesReady": "notMet", "dataReady": "met", "networkReady": "met", "securityReady": "met", "peopleReady": "met"} | false
            rulesReady != "notMet" and dataReady != "notMet" and networkReady != "notMet" and securityReady != "notMet" and peopleReady != "notMet" | {} | true
            reviewOutcome = "none"                                  | {"reviewOutcome": "none"} | true
            reviewOutcome = "none"                                  | {"reviewOutcome": "own"} | false
            reviewOutcome = "none"                                  | {} | false
            reviewOutcome != "none"                                 | {"reviewOutcome": "none"} | false
            reviewOutcome != "none"                                 | {"reviewOutcome": "own"} | true
            reviewOutcome != "none"                                 | {} | true
            legalOutcome != "programme"                             | {"legalOutcome": "programme"} | false
            legalOutcome != "programme"                             | {"legalOutcome": "own"} | true
            legalOutcome != "programme"                             | {} | true
            legalOutcome != "forward"                               | {"legalOutcome": "forward"} | false
            legalOutcome != "forward"                               | {"legalOutcome": "own"} | true
            legalOutcome != "forward"                               | {} | true
            milestoneState = "move"                                 | {"milestoneState": "move"} | true
            milestoneState = "move"                                 | {"milestoneState": "done"} | false
            milestoneState = "move"                                 | {} | false
            milestoneState != "move"                                | {"milestoneState": "move"} | false
            milestoneState != "move"                                | {"milestoneState": "done"} | true
            milestoneState != "move"                                | {} | true
            count(attendees) > 0                                    | {"attendees": [{}]}                     | true
            count(attendees) > 0                                    | {"attendees": []}                       | false
            count(databases) = 0                                    | {"databases": [{}]}                     | false
            count(databases) = 0                                    | {"databases": []}                       | true
            count(defaultData) = 0                                  | {"defaultData": [{}]}                   | false
            count(defaultData) = 0                                  | {"defaultData": []}                     | true
            count(feedback) = 0                                     | {"feedback": [{}]}                      | false
            count(feedback) = 0                                     | {"feedback": []}                        | true
            count(sharedDatabases) = 0                              | {"sharedDatabases": [{}]}               | false
            count(sharedDatabases) = 0                              | {"sharedDatabases": []}                 | true
            count(unitReports[sent = true]) = 0                     | {"unitReports": [{"sent": true}]}       | false
            count(unitReports[sent = true]) = 0                     | {"unitReports": [{"sent": false}]}      | true
            count(unitReports[sent = true]) = 0                     | {"unitReports": []}                     | true
            count(unitReports[sharingNeeds != null and sharingNeeds != ""]) = 0 | {"unitReports": [{"sharingNeeds": "x"}]} | false
            count(unitReports[sharingNeeds != null and sharingNeeds != ""]) = 0 | {"unitReports": [{"sharingNeeds": ""}, {}]} | true
            synthesis != null                                       | {"synthesis": "x"}                      | true
            synthesis != null                                       | {"synthesis": null}                     | false
            synthesis != null                                       | {}                                      | false
            synthesis = null                                        | {"synthesis": "x"}                      | false
            synthesis = null                                        | {"synthesis": null}                     | true
            synthesis = null                                        | {}                                      | true
            this.answer != "accept" or this.inCatalogue != "yes"    | {"this": {"answer": "accept", "inCatalogue": "yes"}} | false
            this.answer != "accept" or this.inCatalogue != "yes"    | {"this": {"answer": "accept", "inCatalogue": "other"}} | true
            this.answer != "accept" or this.inCatalogue != "yes"    | {"this": {"answer": "other", "inCatalogue": "yes"}} | true
            this.answer != "accept" or this.inCatalogue != "yes"    | {"this": {"answer": "other", "inCatalogue": "other"}} | true
            this.change != "add" and this.change != "amend"         | {"this": {"change": "add"}}             | false
            this.change != "add" and this.change != "amend"         | {"this": {"change": "amend"}}           | false
            this.change != "add" and this.change != "amend"         | {"this": {"change": "other"}}           | true
            this.change = "keep" or this.change = "outside"         | {"this": {"change": "keep"}}            | true
            this.change = "keep" or this.change = "outside"         | {"this": {"change": "outside"}}         | true
            this.change = "keep" or this.change = "outside"         | {"this": {"change": "other"}}           | false
            this.change = null or this.change = "keep"              | {"this": {"change": "other"}}           | false
            this.change = null or this.change = "keep"              | {"this": {"change": null}}              | true
            this.change = null or this.change = "keep"              | {"this": {}}                            | true
            this.change = null or this.change = "keep"              | {"this": {"change": "keep"}}            | true
            this.change = null or this.change = "outside"           | {"this": {"change": "other"}}           | false
            this.change = null or this.change = "outside"           | {"this": {"change": null}}              | true
            this.change = null or this.change = "outside"           | {"this": {}}                            | true
            this.change = null or this.change = "outside"           | {"this": {"change": "outside"}}         | true
            this.change = null or this.change = "outside" or this.change = "remove" | {"this": {"change": "other"}}           | false
            this.change = null or this.change = "outside" or this.change = "remove" | {"this": {"change": null}}              | true
            this.change = null or this.change = "outside" or this.change = "remove" | {"this": {}}                            | true
            this.change = null or this.change = "outside" or this.change = "remove" | {"this": {"change": "outside"}}         | true
            this.change = null or this.change = "outside" or this.change = "remove" | {"this": {"change": "remove"}}          | true
            this.conclusion != "refuse"                             | {"this": {"conclusion": "refuse"}}      | false
            this.conclusion != "refuse"                             | {"this": {"conclusion": "other"}}       | true
            this.conclusion = "accept"                              | {"this": {"conclusion": "accept"}}      | true
            this.conclusion = "accept"                              | {"this": {"conclusion": "other"}}       | false
            this.connection != "connect"                            | {"this": {"connection": "connect"}}     | false
            this.connection != "connect"                            | {"this": {"connection": "other"}}       | true
            this.currentSharing != "request" or this.proposedSharing != "default" | {"this": {"currentSharing": "request", "proposedSharing": "default"}} | false
            this.currentSharing != "request" or this.proposedSharing != "default" | {"this": {"currentSharing": "request", "proposedSharing": "other"}} | true
            this.currentSharing != "request" or this.proposedSharing != "default" | {"this": {"currentSharing": "other", "proposedSharing": "default"}} | true
            this.currentSharing != "request" or this.proposedSharing != "default" | {"this": {"currentSharing": "other", "proposedSharing": "other"}} | true
            this.outcome != "cancelled"                             | {"this": {"outcome": "cancelled"}}      | false
            this.outcome != "cancelled"                             | {"this": {"outcome": "other"}}          | true
            this.outcome = "cancelled"                              | {"this": {"outcome": "cancelled"}}      | true
            this.outcome = "cancelled"                              | {"this": {"outcome": "other"}}          | false
            this.proposedSharing != "default"                       | {"this": {"proposedSharing": "default"}} | false
            this.proposedSharing != "default"                       | {"this": {"proposedSharing": "other"}}  | true
            documentNumber != null                                  | {"documentNumber": "x"}                 | true
            documentNumber != null                                  | {"documentNumber": null}                | false
            documentNumber != null                                  | {}                                      | false
            documentNumber = null                                   | {"documentNumber": "x"}                 | false
            documentNumber = null                                   | {"documentNumber": null}                | true
            documentNumber = null                                   | {}                                      | true
            this.outcome != "inspected"                             | {"this": {"outcome": "inspected"}}      | false
            this.outcome != "inspected"                             | {"this": {"outcome": "other"}}          | true
            this.outcome != "notInspected"                          | {"this": {"outcome": "notInspected"}}   | false
            this.outcome != "notInspected"                          | {"this": {"outcome": "other"}}          | true
            this.provideState != "notReady" and this.useState != "notReady" | {"this": {"provideState": "notReady", "useState": "notReady"}} | false
            this.provideState != "notReady" and this.useState != "notReady" | {"this": {"provideState": "notReady", "useState": "other"}} | false
            this.provideState != "notReady" and this.useState != "notReady" | {"this": {"provideState": "other", "useState": "notReady"}} | false
            this.provideState != "notReady" and this.useState != "notReady" | {"this": {"provideState": "other", "useState": "other"}} | true
            works != null                                           | {"works": "x"}                          | true
            works != null                                           | {"works": null}                         | false
            works != null                                           | {}                                      | false
            works = null                                            | {"works": "x"}                          | false
            works = null                                            | {"works": null}                         | true
            works = null                                            | {}                                      | true
            pastState != "done"                                     | {"pastState": "done"}                   | false
            pastState != "done"                                     | {"pastState": "other"}                  | true
            pastState != "done"                                     | {}                                      | true
            pastState != "notApplicable"                            | {"pastState": "notApplicable"}          | false
            pastState != "notApplicable"                            | {"pastState": "other"}                  | true
            pastState != "notApplicable"                            | {}                                      | true
            unitName = null                                         | {"unitName": "x"}                       | false
            unitName = null                                         | {"unitName": null}                      | true
            unitName = null                                         | {}                                      | true
            signDecision != "return"                                | {"signDecision": "return"}              | false
            signDecision != "return"                                | {"signDecision": "other"}               | true
            signDecision != "return"                                | {}                                      | true
            signDecision != "sign"                                  | {"signDecision": "sign"}                | false
            signDecision != "sign"                                  | {"signDecision": "other"}               | true
            signDecision != "sign"                                  | {}                                      | true
            count(measures) = 0                                     | {"measures": [{}]}                      | false
            count(measures) = 0                                     | {"measures": []}                        | true
            orderedBy = null or orderedBy = ""                      | {"orderedBy": "Nội dung"}               | false
            orderedBy = null or orderedBy = ""                      | {"orderedBy": ""}                       | true
            orderedBy = null or orderedBy = ""                      | {}                                      | true
            this.conclusion != "accept"                             | {"this": {"conclusion": "accept"}}      | false
            this.conclusion != "accept"                             | {"this": {"conclusion": "other"}}       | true
            count(orderedBefore) = 0                                | {"orderedBefore": [{}]}                 | false
            count(orderedBefore) = 0                                | {"orderedBefore": []}                   | true
            this.unitAnswer != "explain"                            | {"this": {"unitAnswer": "explain"}}     | false
            this.unitAnswer != "explain"                            | {"this": {"unitAnswer": "silent"}}      | true
            this.unitAnswer != "explain"                            | {"this": {}}                            | true
            this.recommendations = null or this.recommendations = "" | {"this": {"recommendations": "Bổ sung"}} | false
            this.recommendations = null or this.recommendations = "" | {"this": {"recommendations": ""}}       | true
            this.recommendations = null or this.recommendations = "" | {"this": {"recommendations": null}}     | true
            this.recommendations = null or this.recommendations = "" | {"this": {}}                            | true
            this.mendBy = null or this.mendBy = ""                  | {"this": {"mendBy": "2027-03-31"}}      | false
            this.mendBy = null or this.mendBy = ""                  | {"this": {"mendBy": ""}}                | true
            this.mendBy = null or this.mendBy = ""                  | {"this": {"mendBy": null}}              | true
            this.mendBy = null or this.mendBy = ""                  | {"this": {}}                            | true
            count(documents) = 0                                    | {"documents": [{}]}                     | false
            count(documents) = 0                                    | {"documents": []}                       | true
            this.conclusion != "accept" or this.level != "ministry" | {"this": {"conclusion": "accept", "level": "ministry"}} | false
            this.conclusion != "accept" or this.level != "ministry" | {"this": {"conclusion": "accept", "level": "other"}} | true
            this.conclusion != "accept" or this.level != "ministry" | {"this": {"conclusion": "other", "level": "ministry"}} | true
            this.conclusion != "accept" or this.level != "ministry" | {"this": {"conclusion": "other", "level": "other"}} | true
            this.level != "ministry"                                | {"this": {"level": "ministry"}}         | false
            this.level != "ministry"                                | {"this": {"level": "other"}}            | true
            this.proposal = "build"                                 | {"this": {"proposal": "build"}}         | true
            this.proposal = "build"                                 | {"this": {"proposal": "other"}}         | false
            signDecision = "return"                                 | {"signDecision": "return"}              | true
            signDecision = "return"                                 | {"signDecision": "other"}               | false
            signDecision = "return"                                 | {}                                      | false
            this.quality = "met"                                    | {"this": {"quality": "met"}}            | true
            this.quality = "met"                                    | {"this": {"quality": "other"}}          | false
            this.scope != "outside"                                 | {"this": {"scope": "outside"}}          | false
            this.scope != "outside"                                 | {"this": {"scope": "other"}}            | true
            this.scope = null or this.scope = "outside"             | {"this": {"scope": "other"}}            | false
            this.scope = null or this.scope = "outside"             | {"this": {"scope": null}}               | true
            this.scope = null or this.scope = "outside"             | {"this": {}}                            | true
            this.scope = null or this.scope = "outside"             | {"this": {"scope": "outside"}}          | true
            this.conclusion = null or this.conclusion = this.scope  | {"this": {"conclusion": "sector", "scope": "ministry"}} | false
            this.conclusion = null or this.conclusion = this.scope  | {"this": {"conclusion": "sector", "scope": "sector"}} | true
            this.conclusion = null or this.conclusion = this.scope  | {"this": {"scope": "sector"}}           | true
            this.scope = "outside" and this.conclusion != "ministry" and this.conclusion != "sector" | {"this": {"scope": "outside", "conclusion": "sector"}} | false
            this.scope = "outside" and this.conclusion != "ministry" and this.conclusion != "sector" | {"this": {"scope": "outside", "conclusion": "ministry"}} | false
            this.scope = "outside" and this.conclusion != "ministry" and this.conclusion != "sector" | {"this": {"scope": "outside", "conclusion": "outside"}} | true
            this.scope = "outside" and this.conclusion != "ministry" and this.conclusion != "sector" | {"this": {"scope": "outside"}}          | true
            this.scope = "outside" and this.conclusion != "ministry" and this.conclusion != "sector" | {"this": {"scope": "sector", "conclusion": "outside"}} | false
            this.conclusion != "defer"                              | {"this": {"conclusion": "defer"}}       | false
            this.conclusion != "defer"                              | {"this": {"conclusion": "other"}}       | true
            this.conclusion != "accept" or this.level = "ministry"  | {"this": {"conclusion": "accept", "level": "ministry"}} | true
            this.conclusion != "accept" or this.level = "ministry"  | {"this": {"conclusion": "accept", "level": "other"}} | false
            this.conclusion != "accept" or this.level = "ministry"  | {"this": {"conclusion": "other", "level": "ministry"}} | true
            this.conclusion != "accept" or this.level = "ministry"  | {"this": {"conclusion": "other", "level": "other"}} | true
            decidedRows = null or count(decidedRows) = 0            | {"decidedRows": [{"name": "x"}]}         | false
            decidedRows = null or count(decidedRows) = 0            | {"decidedRows": []}                     | true
            decidedRows = null or count(decidedRows) = 0            | {"decidedRows": null}                   | true
            decidedRows = null or count(decidedRows) = 0            | {}                                      | true
            this.ordered != true or this.kept = "drop"              | {"this": {"ordered": true, "kept": "keep"}} | false
            this.ordered != true or this.kept = "drop"              | {"this": {"ordered": true, "kept": "drop"}} | true
            this.ordered != true or this.kept = "drop"              | {"this": {"ordered": false, "kept": "keep"}} | true
            this.ordered != true or this.kept = "drop"              | {"this": {"kept": "keep"}}              | true
            this.kept != "drop"                                     | {"this": {"kept": "drop"}}              | false
            this.kept != "drop"                                     | {"this": {"kept": "keep"}}              | true
            this.kept != "drop"                                     | {"this": {}}                            | true
            this.level = null or this.level = "ministry"            | {"this": {"level": "other"}}            | false
            this.level = null or this.level = "ministry"            | {"this": {"level": null}}               | true
            this.level = null or this.level = "ministry"            | {"this": {}}                            | true
            this.level = null or this.level = "ministry"            | {"this": {"level": "ministry"}}         | true
            unhelpedReason = null or unhelpedReason = ""            | {"unhelpedReason": "Nội dung"}          | false
            unhelpedReason = null or unhelpedReason = ""            | {"unhelpedReason": ""}                  | true
            unhelpedReason = null or unhelpedReason = ""            | {"unhelpedReason": null}                | true
            unhelpedReason = null or unhelpedReason = ""            | {}                                      | true
            measures = null or measures = ""                        | {"measures": "Nội dung"}                | false
            measures = null or measures = ""                        | {"measures": ""}                        | true
            measures = null or measures = ""                        | {"measures": null}                      | true
            measures = null or measures = ""                        | {}                                      | true
            direction = null or direction = ""                      | {"direction": "Nội dung"}               | false
            direction = null or direction = ""                      | {"direction": ""}                       | true
            direction = null or direction = ""                      | {"direction": null}                     | true
            direction = null or direction = ""                      | {}                                      | true
            outcome != "unhelped"                                   | {"outcome": "unhelped"}                 | false
            outcome != "unhelped"                                   | {"outcome": "helped"}                   | true
            outcome != "unhelped"                                   | {"outcome": null}                       | true
            outcome != "unhelped"                                   | {}                                      | true
            requester = receiver                                    | {"requester": "Bộ", "receiver": "Bộ"}   | true
            requester = receiver                                    | {"requester": "Bộ", "receiver": "Sở"}   | false
            requester = receiver                                    | {"requester": "Bộ", "receiver": null}   | false
            requester = receiver                                    | {"requester": "Bộ"}                     | false
            helpNeeded != "yes"                                     | {"helpNeeded": "yes"}                   | false
            helpNeeded != "yes"                                     | {"helpNeeded": "no"}                    | true
            helpNeeded != "yes"                                     | {"helpNeeded": null}                    | true
            helpNeeded != "yes"                                     | {}                                      | true
            description = null                                      | {"description": "x"}                    | false
            description = null                                      | {"description": null}                   | true
            description = null                                      | {}                                      | true
            difficulties = null or count(difficulties) = 0          | {"difficulties": [{}]}                  | false
            difficulties = null or count(difficulties) = 0          | {"difficulties": []}                    | true
            difficulties = null or count(difficulties) = 0          | {"difficulties": null}                  | true
            difficulties = null or count(difficulties) = 0          | {}                                      | true
            difficulties != null and count(difficulties) > 0        | {"difficulties": [{}]}                  | true
            difficulties != null and count(difficulties) > 0        | {"difficulties": []}                    | false
            difficulties != null and count(difficulties) > 0        | {"difficulties": null}                  | false
            difficulties != null and count(difficulties) > 0        | {}                                      | false
            approvalDecision = "return"                             | {"approvalDecision": "return"}          | true
            approvalDecision = "return"                             | {"approvalDecision": "approve"}         | false
            approvalDecision = "return"                             | {}                                      | false
            """;

    private final Feel feel = new Feel();
    private FormJs formJs;

    @BeforeAll
    void tasklistsFormJs() {
        formJs = FormJs.startIfThere().orElse(null);
    }

    @AfterAll
    void close() {
        if (formJs != null) {
            formJs.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CONDITIONS)
    void theServerHides(String condition, String data, boolean hidden) throws IOException {
        assertThat(onTheServer(condition, data)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CONDITIONS)
    void theBrowserHides(String condition, String data, boolean hidden) throws IOException {
        if (formJs == null) {
            // Reports that it is skipped, or fails if the browser is required
            Chromium.start();
        }
        assertThat(inTheBrowser(condition, data)).isEqualTo(hidden);
    }

    /** Names in a list row are form-js's own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            this.state != "no"      | false
            _this_.state != "no"    | false
            this.state = "no"       | true
            parent.kind = "a"       | true
            i[1] = 2                | true
            kind = "a"              | true
            state = "no"            | false
            """)
    void inARowNamesMeanWhatTheyMeanInTheBrowser(String condition, boolean hidden) throws IOException {
        ObjectNode data = (ObjectNode) MAPPER.readTree("{\"kind\": \"a\", \"rows\": [{}, {\"state\": \"no\"}]}");
        Place row = Place.top(data).row(data.path("rows").path(1), 2);
        assertThat(feel.isTrue(TextNode.valueOf("=" + condition), row)).isEqualTo(hidden);
        if (formJs != null) {
            String context =
                    "{\"kind\": \"a\", \"rows\": [{}, {\"state\": \"no\"}], \"i\": [2], \"this\": {\"state\": \"no\"},"
                            + " \"_this_\": {\"state\": \"no\"}, \"parent\": {\"kind\": \"a\"}}";
            assertThat(inTheBrowser(condition, context)).isEqualTo(hidden);
        }
    }

    @Test
    void everyConditionOfAFormIsInTheTable() throws IOException {
        Set<String> asked = new HashSet<>();
        for (Resource form : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/**/*.form")) {
            try (InputStream schema = form.getInputStream()) {
                MAPPER.readTree(schema).findValuesAsText("hide").forEach(hide -> asked.add(hide.substring(1)));
            }
        }
        assertThat(asked).isNotEmpty().allSatisfy(condition -> assertThat(CONDITIONS
                        .lines()
                        .filter(line -> line.split("\\|")[0].strip().equals(condition))
                        .map(line -> line.split("\\|")[2].strip()))
                .as(condition)
                .contains("true", "false"));
    }

    /**
     * The only list that a form computes: datasets that the public asks for, that are in no catalogue and are accepted.
     */
    @Test
    void whatIsProposedToBeAddedIsTheSameInTheBrowser() throws IOException {
        String proposed = MAPPER.readTree(Path.of("forms/ii8-open-data-feedback/consolidateReports.form")
                        .toFile())
                .findValue("expression")
                .asText()
                .substring(1);
        String said =
                """
                count(%1$s) = 1 and (%1$s)[1].unit = "nasati" and (%1$s)[1].change = "add" and (%1$s)[1].name = "Chuyên gia"
                and (%1$s)[1].changeReason = "Ý kiến phản hồi của Hội Tin học ngày 09/03/2026: Đề nghị công bố"\
                """
                        .formatted(proposed);
        String row =
                """
                {"unit": "nasati", "name": "%s", "sender": "Hội Tin học", "receivedOn": "2026-03-09",
                "feedbackContent": "Đề nghị công bố", "inCatalogue": "%s", "answer": "%s"}""";
        String data = "{\"feedback\": [%s]}"
                .formatted(String.join(
                        ", ",
                        row.formatted("Nhiệm vụ", "yes", "accept"),
                        row.formatted("Chuyên gia", "no", "accept"),
                        row.formatted("Sáng chế", "no", "explain")));

        for (String none :
                List.of("{\"feedback\": []}", "{\"feedback\": [%s]}".formatted(row.formatted("x", "no", "")))) {
            assertThat(onTheServer("count(%s) = 0".formatted(proposed), none)).isTrue();
        }
        assertThat(onTheServer(said, data)).isTrue();
        if (formJs != null) {
            assertThat(inTheBrowser(said, data)).isTrue();
        }
    }

    /** The requested and granted amounts of two rows, in total and for connection and sharing. */
    @Test
    void moneyIsSummedTheSameInTheBrowser() throws IOException {
        JsonNode form =
                MAPPER.readTree(Path.of("forms/kh-iii3-budget/rankFunding.form").toFile());
        String worked = form.findValue("expression").asText().substring(1);
        String row =
                """
                {"unit": "%s", "name": "x", "budgetLine": "%s", "serves": "%s", "amount": %s, "granted": %s}""";
        String data = "{\"estimates\": [%s]}"
                .formatted(String.join(
                        ", ",
                        row.formatted("legal", "plan", "yes", "999999", "999000"),
                        row.formatted("nasati", "running", "no", "800", "null"),
                        row.formatted("legal", "running", "yes", "250", "0")));

        for (String said : List.of(
                "(%s).asked = [\"999.999\", \"1.050\", \"1.001.049\", \"1.000.249\"]",
                "(%s).granted = [\"999.000\", \"0\", \"999.000\", \"999.000\"]")) {
            isSaid(said.formatted(worked), data);
            isSaid("(%s).granted = [\"0\", \"0\", \"0\", \"0\"]".formatted(worked), "{\"estimates\": []}");
        }
    }

    private void isSaid(String condition, String data) throws IOException {
        assertThat(onTheServer(condition, data)).as(condition).isTrue();
        if (formJs != null) {
            assertThat(inTheBrowser(condition, data)).as(condition).isTrue();
        }
    }

    private boolean onTheServer(String condition, String data) throws IOException {
        return feel.isTrue(TextNode.valueOf("=" + condition), Place.top((ObjectNode) MAPPER.readTree(data)));
    }

    private boolean inTheBrowser(String condition, String data) throws IOException {
        return formJs.hides(condition, MAPPER.readTree(data));
    }
}
